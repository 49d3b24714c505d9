"""The composition root: every handler and job in one visible list; building apart from running."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from telegram import Update
from telegram.error import Conflict
from telegram.ext import Application, ApplicationBuilder, ContextTypes, Updater

from bot.alarms import Alarms
from bot.clock import Clock, ShiftedClock, SystemClock, stamp
from bot.context import FieldContext, Services, opening
from bot.delivery.bot import FieldBot, until_it_answers
from bot.delivery.fetcher import Fetcher
from bot.delivery.jobs import Jobs
from bot.delivery.receiver import Receiver
from bot.delivery.sender import Sender
from bot.delivery.transport import AiohttpRequest
from bot.delivery.work import Work, current
from bot.errors import UserError
from bot.handlers import (
    announcement_form,
    announcements,
    behalf,
    blanks,
    campaign_days,
    campaign_form,
    campaigns,
    certificate_list,
    chasing,
    clarify,
    class_form,
    class_list,
    command_menu,
    consult_list,
    consult_new,
    contest_again,
    contest_announce,
    contest_book,
    contest_form,
    contest_setup,
    contests,
    diploma_reader,
    door,
    excuse,
    faq_read,
    faq_write,
    form_doubts,
    form_draft,
    form_ending,
    form_presses,
    free,
    imports,
    invitations,
    journals,
    judging_card,
    jury_entry,
    jury_held,
    jury_list,
    language,
    learner,
    leave,
    libraries,
    material_finding,
    material_requests,
    material_wish,
    media,
    memorable_days,
    menu,
    monitoring,
    monitoring_board,
    monitoring_files,
    monitoring_summary,
    mydata,
    news_card,
    news_form,
    news_list,
    news_origin,
    notice,
    owners,
    paper,
    paper_templates,
    passports,
    people,
    periods,
    plan_facts,
    plan_files,
    plan_line,
    plan_spread,
    plan_year,
    practice,
    proposing,
    publication_board,
    publication_form,
    publication_list,
    publication_removal,
    publication_told,
    publication_use,
    publishing,
    question_again,
    question_ask,
    question_group,
    question_list,
    question_thread,
    questionnaires,
    recommendation_list,
    recommendations,
    report,
    report_album,
    report_corrections,
    report_files,
    report_missing,
    report_package,
    report_rules,
    report_text,
    requests,
    result_casting,
    result_forward,
    result_list,
    result_publishing,
    result_remarks,
    review,
    review_lock,
    review_remarks,
    roll_card,
    roll_check,
    roll_feedback,
    roll_totals,
    round_card,
    round_choices,
    round_files,
    round_form,
    round_list,
    session_card,
    session_file,
    session_form,
    session_reply,
    settings,
    site_build,
    site_log,
    statistical_form,
    tasks,
    topic_list,
    trip_brief,
    trip_card,
    trip_due,
    trip_file,
    trip_form,
    trip_off,
    unvisited,
    visits,
    walk,
    walk_end,
    walk_start,
    year_card,
)
from bot.handlers import help as helping
from bot.msgid import msgid
from bot.network import Network
from bot.reminders.ticker import Ticker
from bot.routes import Route, handlers
from bot.settings import Settings
from storage import outbox, staff
from storage.database import Database, Tx
from storage.drafts import Draft
from storage.files import StoredFile
from storage.outbox import Outgoing
from storage.records.people import Staff

log = logging.getLogger(__name__)

STOP_S: Final = 8.0
LOOK_AGAIN_S: Final = 0.05
RIVAL: Final = msgid(
    "Another bot is running with the same token and takes a part of the messages. "
    "Stop one of the two."
)
FAULT: Final = msgid(
    "A fault on our side: update {number} is set aside ({kind}). "
    "The details are in the program's log."
)
YOUNG_S: Final = 60.0  # a 409 in the first minute: another bot was there before us

# Order matters only among words: commands and presses are told apart by their names.
ROUTES: Final[tuple[Route, ...]] = (
    *door.ROUTES,
    *notice.ROUTES,
    *language.ROUTES,
    *people.ROUTES,
    *invitations.ROUTES,
    *requests.ROUTES,
    *menu.ROUTES,
    *form_presses.ROUTES,
    *form_doubts.ROUTES,
    *visits.ROUTES,
    *trip_card.ROUTES,
    *trip_form.ROUTES,
    *trip_off.ROUTES,
    *recommendations.ROUTES,
    *recommendation_list.ROUTES,
    *trip_due.ROUTES,
    *trip_brief.ROUTES,
    *trip_file.ROUTES,
    *unvisited.ROUTES,
    *proposing.ROUTES,
    *contests.ROUTES,
    *contest_again.ROUTES,
    *contest_announce.ROUTES,
    *contest_book.ROUTES,
    *diploma_reader.ROUTES,
    *paper_templates.ROUTES,
    *contest_form.ROUTES,
    *contest_setup.ROUTES,
    *jury_list.ROUTES,
    *jury_entry.ROUTES,
    *judging_card.ROUTES,
    *result_list.ROUTES,
    *result_casting.ROUTES,
    *result_remarks.ROUTES,
    *result_publishing.ROUTES,
    *result_forward.ROUTES,
    *jury_held.ROUTES,
    *certificate_list.ROUTES,
    *learner.ROUTES,
    *roll_card.ROUTES,
    *roll_check.ROUTES,
    *roll_feedback.ROUTES,
    *roll_totals.ROUTES,
    *round_form.ROUTES,
    *round_card.ROUTES,
    *round_list.ROUTES,
    *round_files.ROUTES,
    *monitoring.ROUTES,
    *walk_start.ROUTES,
    *walk.ROUTES,
    *walk_end.ROUTES,
    *round_choices.ROUTES,
    *monitoring_board.ROUTES,
    *monitoring_summary.ROUTES,
    *monitoring_files.ROUTES,
    *chasing.ROUTES,
    *campaigns.ROUTES,
    *campaign_days.ROUTES,
    *campaign_form.ROUTES,
    *review.ROUTES,
    *review_remarks.ROUTES,
    *review_lock.ROUTES,
    *clarify.ROUTES,
    *journals.ROUTES,
    *year_card.ROUTES,
    *report_package.ROUTES,
    *statistical_form.ROUTES,
    *blanks.ROUTES,
    *paper.ROUTES,
    *libraries.ROUTES,
    *plan_year.ROUTES,
    *plan_line.ROUTES,
    *plan_spread.ROUTES,
    *passports.ROUTES,
    *plan_facts.ROUTES,
    *plan_files.ROUTES,
    *periods.ROUTES,
    *report.ROUTES,
    *report_corrections.ROUTES,
    *report_files.ROUTES,
    *report_missing.ROUTES,
    *report_rules.ROUTES,
    *report_text.ROUTES,
    *report_album.ROUTES,
    *settings.ROUTES,
    *imports.ROUTES,
    *news_list.ROUTES,
    *news_form.ROUTES,
    *news_origin.ROUTES,
    *news_card.ROUTES,
    *site_build.ROUTES,
    *site_log.ROUTES,
    *mydata.ROUTES,
    *tasks.ROUTES,
    *leave.ROUTES,
    *practice.ROUTES,
    *announcements.ROUTES,
    *announcement_form.ROUTES,
    *publication_list.ROUTES,
    *publication_form.ROUTES,
    *publication_removal.ROUTES,
    *publication_use.ROUTES,
    *publication_told.ROUTES,
    *publication_board.ROUTES,
    *class_list.ROUTES,
    *class_form.ROUTES,
    *session_card.ROUTES,
    *session_form.ROUTES,
    *session_file.ROUTES,
    *session_reply.ROUTES,
    *questionnaires.ROUTES,
    *publishing.ROUTES,
    *behalf.ROUTES,
    *owners.ROUTES,
    *material_finding.ROUTES,
    *material_requests.ROUTES,
    *material_wish.ROUTES,
    *memorable_days.ROUTES,
    *helping.ROUTES,
    *question_ask.ROUTES,
    *question_thread.ROUTES,
    *question_again.ROUTES,
    *question_list.ROUTES,
    *question_group.ROUTES,
    *consult_new.ROUTES,
    *consult_list.ROUTES,
    *topic_list.ROUTES,
    *faq_read.ROUTES,
    *faq_write.ROUTES,
    *media.ROUTES,
    *free.ROUTES,
)


def build(services: Services, bot: FieldBot) -> Application[Any, Any, Any, Any, Any, Any]:
    """Put the handlers together; nothing runs yet."""
    form_draft.register(visits.VisitForm())
    contests.register()
    form_draft.register(round_form.RoundForm())
    form_draft.register(monitoring.MonitoringForm())
    form_draft.register(walk_start.RoundStart())
    form_draft.register(campaign_form.CampaignForm())
    form_draft.register(announcement_form.AnnouncementForm())
    form_draft.register(questionnaires.TrialForm())
    form_draft.register(trip_form.TripForm())
    form_draft.register(contest_form.ContestForm())
    form_draft.register(publication_form.PublicationForm())
    form_draft.register(publication_use.UseForm())
    form_draft.register(publication_told.ToldForm())
    form_draft.register(news_form.NewsForm())
    form_draft.register(site_log.SiteRecord())
    form_draft.register(roll_feedback.FeedbackForm())
    form_draft.register(roll_feedback.OwnFeedbackForm())
    form_draft.register(class_form.ClassForm())
    form_draft.register(session_form.SessionForm())
    form_draft.register(material_wish.MaterialForm())
    form_ending.menu_with(menu.bring_back)
    menu.know(ROUTES)
    tasks.know(ROUTES)

    class Context(FieldContext):
        """The context of this process."""

    Context.services = services
    contexts: ContextTypes[FieldContext, Any, Any, Any] = ContextTypes(context=Context)
    application = (
        ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(contexts).build()
    )
    application.add_handlers(list(handlers(ROUTES, door.at_the_door)))
    application.add_error_handler(record_error)
    return application


async def record_error(_: object, context: Any) -> None:
    """Hand the exception to the chat worker, which rolls back; the one error handler."""
    current.get().error = context.error


class Running:
    """The bot as a whole, started and stopped; tests and the command line use the same."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        *,
        clock: Clock | None = None,
        stop: asyncio.Event | None = None,
        started: float | None = None,
    ) -> None:
        clock = clock or _clock(settings)
        self._stop = stop
        self._started = time.monotonic() if started is None else started
        self.rival = False
        self.services = Services(settings, database, clock, Network())
        self.bot = FieldBot(
            token=settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=AiohttpRequest(),
            get_updates_request=AiohttpRequest(connections=2),
        )
        self.application = build(self.services, self.bot)
        self.sender = Sender(
            database, self.bot, clock, self.services.outgoing, self._blocked,
            migrated=self._migrated,
        )  # fmt: skip
        self.receiver = Receiver(
            database, self.application, self.bot, self.sender, clock,
            self._excuse, self._wake, opening,
        )  # fmt: skip
        self.fetcher = Fetcher(database, self.bot, self.services.kept, mistaken=self._mistaken)
        self.jobs = Jobs(database, self.sender, clock, settings.data)
        self.ticker = Ticker(self.services, self.sender, tasks.titles(), self._ask_again)
        self.alarms = Alarms(database, self.sender, clock)
        self.updater = Updater(self.bot, asyncio.Queue())

    async def start(self) -> None:
        """Begin to send, handle, remind and poll; without a network keep trying."""
        for folder in (self.services.outgoing, self.services.kept):
            folder.mkdir(parents=True, exist_ok=True)
        await until_it_answers(self.bot)
        await self.application.initialize()
        await command_menu.announce(self.services)
        await self.sender.start()
        await self.receiver.start()
        await self.updater.initialize()
        await self.updater.start_polling(
            timeout=timedelta(seconds=50),
            bootstrap_retries=-1,
            error_callback=self._poll_failed,
            drop_pending_updates=False,
        )
        self.fetcher.start()
        self.jobs.start()
        self.ticker.start()

    async def stop(self) -> None:
        """Stop polling, finish what is in hand, send what can be sent, close."""
        await self.ticker.stop()
        await self.jobs.stop()
        if self.updater.running:
            await self.updater.stop()
        await self.receiver.stop(STOP_S)
        await self.alarms.stop(STOP_S)
        await self.sender.stop(STOP_S)
        await self.fetcher.stop()
        await self.updater.shutdown()
        await self.application.shutdown()
        await self.bot.shutdown()

    async def settled(self) -> None:
        """Wait until nothing is in hand: no update, no message, no file."""
        parts = (self.receiver, self.alarms, self.sender, self.fetcher, self.jobs)
        while busy := next((part for part in parts if not part.idle), None):
            busy.moved.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_S):
                    await busy.moved.wait()

    def _poll_failed(self, fault: Exception) -> None:
        """Stop a young process that meets another poller; an older one tells and keeps trying."""
        log.warning("polling: %s", fault)
        if not isinstance(fault, Conflict):
            return
        is_young = time.monotonic() - self._started < YOUNG_S
        if not is_young:
            self.alarms.ring("rival", RIVAL)
        elif self._stop is not None:
            self.rival = True
            self._stop.set()

    def _wake(self, worker: str) -> None:
        workers: dict[str, Fetcher | Jobs] = {"files": self.fetcher, "jobs": self.jobs}
        workers[worker].wake()

    async def _blocked(self, chat_id: int) -> None:
        async with self.services.database.write() as tx:
            await staff.mark_blocked(tx, chat_id, now=stamp(self.services.clock.now()))
            rows = await self._without_group(tx, chat_id) if chat_id < 0 else []
        self.sender.push(rows)

    async def _without_group(self, tx: Tx, chat_id: int) -> list[Outgoing]:
        """Go on without a group that the bot cannot write to any more."""
        network = await self.services.network.fresh(tx)
        reachable = [one for one in network.staff.values() if one.is_active and one.is_reachable]
        if not reachable:
            return []
        context = await self._unasked(tx, reachable[0])
        await question_group.cannot_write(context, chat_id)
        rows = [replace(one, outbox_id=self.sender.next_id()) for one in context.work.outgoing]
        await tx.batch(outbox.add(rows, stamp(self.services.clock.now())))
        return rows

    async def _migrated(self, chat_id: int, new_chat_id: int) -> None:
        """Follow the department's group that has become a supergroup."""
        async with self.services.database.write() as tx:
            now = stamp(self.services.clock.now())
            await question_group.follow(tx, chat_id, new_chat_id, now=now)
        self.services.network.forget()

    async def _ask_again(self, tx: Tx, person: Staff, draft: Draft) -> list[Outgoing]:
        """Say again what was being asked when the bot went away."""
        context = await self._unasked(tx, person)
        await tasks.ask_again(context, draft.draft_id)
        return context.work.outgoing

    async def _mistaken(self, tx: Tx, file: StoredFile) -> Callable[[], None]:
        """Ask anew the question whose file is of another kind than was said."""
        person = await staff.by_id(tx, file.staff_id or 0)
        if person is None or not (person.is_active and person.is_reachable):
            return lambda: None
        context = await self._unasked(tx, person)
        await media.ask_anew(context, file)
        rows = [replace(one, outbox_id=self.sender.next_id()) for one in context.work.outgoing]
        await tx.batch(outbox.add(rows, stamp(self.services.clock.now())))
        return lambda: self.sender.push(rows)

    async def _unasked(self, tx: Tx, person: Staff) -> FieldContext:
        """Return a context in which the bot speaks to a person who sent nothing."""
        user_id = person.user_id or 0
        current.set(Work(0, user_id, user_id, tx))
        context: FieldContext = self.application.context_types.context(
            self.application, user_id, user_id
        )
        await context.load(None)
        return context

    async def _excuse(self, work: Work, update: Update | None, fault: BaseException) -> None:
        """Say a refusal or a fault in the person's words, in a transaction of its own."""
        current.set(work)
        if update is None:
            return
        context = self.application.context_types.context.from_update(update, self.application)
        await context.load(update)
        await excuse.say(context, fault)
        if not isinstance(fault, UserError):
            self.alarms.ring("fault", FAULT, number=str(work.update_id), kind=type(fault).__name__)


def _clock(settings: Settings) -> Clock:
    if settings.clock_file is not None:
        return ShiftedClock(settings.zone, settings.clock_file)
    return SystemClock(settings.zone)
