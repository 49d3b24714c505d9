"""Workbooks, Word documents and charts; each is drawn outside any transaction."""
