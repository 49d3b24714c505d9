"""The Telegram edge: transport, durable inbox, order per chat, durable paced outbox."""
