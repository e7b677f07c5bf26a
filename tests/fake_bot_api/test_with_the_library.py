"""A correct client, python-telegram-bot's own, passes without a violation."""

from __future__ import annotations

import asyncio

from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    MenuButtonCommands,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode, UpdateType

from tests.fake_bot_api import updates
from tests.fake_bot_api.fake import FakeBotApi
from tests.fake_bot_api.readers import Reader

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"\r\n--\r\n"


def bot_for(api: FakeBotApi) -> Bot:
    return Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)


def test_the_library_sends_edits_and_deletes(api: FakeBotApi) -> None:
    async def talk() -> None:
        asked = api.send_text(7, "问")
        buttons = InlineKeyboardMarkup([[InlineKeyboardButton("全文", callback_data="a")]])
        async with bot_for(api) as bot:
            sent = await bot.send_message(
                7,
                "<b>答</b>",
                parse_mode=ParseMode.HTML,
                reply_markup=buttons,
                reply_parameters=ReplyParameters(asked),
            )
            assert sent.reply_to_message is not None
            await bot.send_chat_action(7, ChatAction.TYPING)
            await sent.edit_text("再答", reply_markup=buttons)
            await sent.edit_reply_markup(None)
            assert (await bot.get_chat(7)).type == "private"
            await sent.delete()

    asyncio.run(talk())
    assert api.sent(7) == []
    assert api.violations == []


def test_the_library_sends_and_fetches_files(api: FakeBotApi) -> None:
    async def talk() -> bytes:
        api.open_chat(7)
        async with bot_for(api) as bot:
            picture = await bot.send_photo(7, PNG, caption="<i>图</i>", parse_mode=ParseMode.HTML)
            assert picture.caption == "图"
            sent = await bot.send_document(7, PNG, filename="报.png")
            assert sent.document is not None
            assert sent.document.file_name == "报.png"
            file = await bot.get_file(sent.document.file_id)
            return bytes(await file.download_as_bytearray())

    assert asyncio.run(talk()) == PNG
    assert api.violations == []


def test_the_library_sets_up_the_bot_and_answers_queries(api: FakeBotApi) -> None:
    async def talk() -> None:
        content = InputTextMessageContent("<b>文</b>", ParseMode.HTML)
        article = InlineQueryResultArticle("1", "标题", content, description="摘要")
        async with bot_for(api) as bot:
            await bot.set_my_commands([BotCommand("today", "今日要览")], language_code="zh")
            assert len(await bot.get_my_commands(language_code="zh")) == 1
            await bot.set_my_name("问报")
            await bot.set_my_description("读报")
            await bot.set_my_short_description("Ask the paper", language_code="en")
            await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
            await bot.answer_inline_query(api.inline(7, "水"), [article], cache_time=5)
            assert (await bot.get_webhook_info()).pending_update_count == 1

    asyncio.run(talk())
    assert api.violations == []


def test_every_update_that_the_builders_make_is_read_whole(api: FakeBotApi) -> None:
    async def fetch() -> tuple[Update, ...]:
        async with bot_for(api) as bot:
            return await bot.get_updates(allowed_updates=list(UpdateType))

    async def send() -> Message:
        async with bot_for(api) as bot:
            button = InlineKeyboardButton("全文", callback_data="a")
            return await bot.send_message(7, "好", reply_markup=InlineKeyboardMarkup([[button]]))

    reader = Reader(api, 7)
    for fields in updates.MEDIA.values():
        reader.send_fields(fields)
    asked = reader.send("/ask@wenbao_bot 水 @somebody https://a.cn")
    asyncio.run(send())
    (answer,) = reader.hear()
    reader.send("再问", reply_to=answer)
    api.edit_text(7, asked, "改问")
    api.press(answer, "全文")
    api.press_data(answer, "b", inaccessible=True)
    api.post(-1_000_000_000_009, "频道")
    api.upload(7, "页.txt", b"page")
    api.inline(7, "水")
    api.change_standing(-6, "left", "member")
    api.change_standing(7, "member", "kicked")
    person = updates.reader(8)
    chat = answer.json["chat"]
    assert isinstance(chat, dict)
    api.push(updates.chosen_inline_result("1", person, "水"))
    api.push(updates.chat_member(chat, person, person, "member", "administrator"))
    api.push(updates.message_reaction(answer.json, person, "👍"))
    found = asyncio.run(fetch())
    assert len(found) == len(updates.MEDIA) + 13
    kinds = {name for update in found for name in UpdateType if getattr(update, name, None)}
    assert len(kinds) == 9
    entities = next(update.message for update in found if update.message and update.message.text)
    assert [entity.type for entity in entities.entities] == ["bot_command", "mention", "url"]
    assert api.violations == []
