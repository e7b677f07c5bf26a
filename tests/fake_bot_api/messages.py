"""The methods that send, change and take away messages, and those about chats and files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tests.fake_bot_api.chats import Chat, Chats
from tests.fake_bot_api.forms import Form, Upload
from tests.fake_bot_api.rules import check_keys, check_link_preview, check_markup, read_text
from tests.fake_bot_api.values import Json, JsonObject, RefusedError, number, table, text

__all__ = ["Files", "Messages", "chat_of"]

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_REPLY_KEYS = frozenset(
    {
        "message_id",
        "chat_id",
        "allow_sending_without_reply",
        "quote",
        "quote_parse_mode",
        "quote_entities",
        "quote_position",
        "checklist_task_id",
        "poll_option_id",
    }
)
_DOWNLOAD_AT_MOST = 20_000_000
_UPLOAD_AT_MOST = 50_000_000
_PHOTO_AT_MOST = 10_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
_EDITABLE = ("text", "entities", "caption", "caption_entities", "reply_markup")
Fields: TypeAlias = "dict[str, Json]"


def chat_of(call: JsonObject) -> int | str:
    """The chat that a call names, as it names it."""
    chat = call.get("chat_id")
    return chat if isinstance(chat, int | str) else 0


class Files:
    """Files that readers and the bot have sent, by `file_id`."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def keep(self, name: str, content: bytes, size: int | None = None) -> JsonObject:
        """Keep a file; `size` is what Telegram claims where that is not its length."""
        at = f"file-{len(self.contents) + 1}"
        self.contents[at], self.names[at] = content, name
        self.sizes[at] = len(content) if size is None else size
        return {"file_id": at, "file_unique_id": f"{at}u", "file_size": self.sizes[at]}

    def get_file(self, call: JsonObject, _form: Form) -> Json:
        """Method `getFile`."""
        at = text(call["file_id"])
        if at not in self.contents:
            raise RefusedError("wrong file_id or the file is temporarily unavailable")
        if self.sizes[at] > _DOWNLOAD_AT_MOST:
            raise RefusedError("file is too big", fault=False)
        size = self.sizes[at]
        return {"file_id": at, "file_unique_id": f"{at}u", "file_size": size, "file_path": at}


class Messages:
    """Sends, changes and takes away messages.

    Args:
        bot: The bot as `User`.
        chats: Where the messages stand.
        files: Where uploads are kept.
    """

    def __init__(self, bot: JsonObject, chats: Chats, files: Files) -> None:
        self._bot = bot
        self._chats = chats
        self._files = files

    def send_message(self, call: JsonObject, _form: Form) -> Json:
        """Method `sendMessage`."""
        shown, entities = read_text(
            text(call["text"]), text(call.get("parse_mode")), call.get("entities")
        )
        check_link_preview(call.get("link_preview_options"))
        return self._send(call, {"text": shown, **_some("entities", entities)}, "text")

    def send_photo(self, call: JsonObject, form: Form) -> Json:
        """Method `sendPhoto`."""
        upload = form.uploads.get("photo")
        if upload is not None:
            if len(upload.content) > _PHOTO_AT_MOST:
                raise RefusedError("file is too big for a photo")
            if not upload.content.startswith(_PICTURES):
                raise RefusedError("IMAGE_PROCESS_FAILED")
        kept = self._kept(call, "photo", upload)
        photo: JsonObject = {**kept, "width": 640, "height": 480}
        return self._send(call, {"photo": [photo], **_caption(call)}, "caption")

    def send_document(self, call: JsonObject, form: Form) -> Json:
        """Method `sendDocument`."""
        upload = form.uploads.get("document")
        kept = self._kept(call, "document", upload)
        if upload is not None:
            kept["file_name"] = upload.name
        return self._send(call, {"document": kept, **_caption(call)}, "caption")

    def send_chat_action(self, call: JsonObject, _form: Form) -> Json:
        """Method `sendChatAction`."""
        self._chats.find(chat_of(call))
        if call["action"] not in _ACTIONS:
            raise RefusedError("wrong parameter action in request")
        return True

    def edit_text(self, call: JsonObject, _form: Form) -> Json:
        """Method `editMessageText`."""
        shown, entities = read_text(
            text(call["text"]), text(call.get("parse_mode")), call.get("entities")
        )
        check_link_preview(call.get("link_preview_options"))
        fields: Fields = {"text": shown, **_some("entities", entities)}
        return self._edit(call, fields, "text")

    def edit_caption(self, call: JsonObject, _form: Form) -> Json:
        """Method `editMessageCaption`."""
        return self._edit(call, _caption(call), "caption")

    def edit_markup(self, call: JsonObject, _form: Form) -> Json:
        """Method `editMessageReplyMarkup`."""
        return self._edit(call, {}, "")

    def delete(self, call: JsonObject, _form: Form) -> Json:
        """Method `deleteMessage`."""
        at = number(call["message_id"])
        chat = self._chats.find(chat_of(call))
        self._present(chat, at, "delete")
        del chat.messages[at]
        return True

    def get_chat(self, call: JsonObject, _form: Form) -> Json:
        """Method `getChat`."""
        gifts = (
            "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
        )
        return {
            **self._chats.find(chat_of(call)).json,
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts.split(), False),
        }

    def get_chat_member(self, call: JsonObject, _form: Form) -> Json:
        """Method `getChatMember`; who does not govern a chat is a member of it."""
        chat, user = self._chats.find(chat_of(call)), number(call["user_id"])
        if user in chat.admins:
            return _admin(user, owns=user == chat.admins[0])
        return {"user": _person(user), "status": "member"}

    def get_chat_administrators(self, call: JsonObject, _form: Form) -> Json:
        """Method `getChatAdministrators`."""
        chat = self._chats.find(chat_of(call))
        if chat.json["type"] == "private":
            raise RefusedError("there are no administrators in the private chat")
        return [_admin(user, owns=user == chat.admins[0]) for user in chat.admins]

    def leave_chat(self, call: JsonObject, _form: Form) -> Json:
        """Method `leaveChat`."""
        chat = self._chats.find(chat_of(call))
        if chat.id > 0:
            raise RefusedError("chat member status can't be changed in private chats")
        chat.refusal = RefusedError(
            "Forbidden: bot is not a member of the supergroup chat", status=403, fault=False
        )
        return True

    def _kept(self, call: JsonObject, name: str, upload: Upload | None) -> JsonObject:
        if upload is not None:
            if not upload.content:
                raise RefusedError("file must be non-empty")
            if len(upload.content) > _UPLOAD_AT_MOST:
                raise RefusedError("Request Entity Too Large", status=413)
            return self._files.keep(upload.name, upload.content)
        given = text(call.get(name))
        if given not in self._files.contents:
            raise RefusedError("wrong file identifier/HTTP URL specified")
        return {"file_id": given, "file_unique_id": f"{given}u"}

    def _send(self, call: JsonObject, fields: Fields, source: str) -> JsonObject:
        chat = self._chats.find(chat_of(call))
        check_markup(call.get("reply_markup"))
        sender: JsonObject = (
            {"sender_chat": chat.json} if chat.json["type"] == "channel" else {"from": self._bot}
        )
        replied = self._replied(chat, table(call.get("reply_parameters")))
        markup = _shown_markup(call)
        return chat.add({**sender, **fields, **replied, **markup}, text(call.get(source)))

    def _replied(self, chat: Chat, to: JsonObject) -> JsonObject:
        check_keys(to, _REPLY_KEYS, "ReplyParameters")
        if not to:
            return {}
        at = to.get("message_id")
        if not isinstance(at, int):
            raise RefusedError("can't parse ReplyParameters: Can't find field 'message_id'")
        if to.get("chat_id") not in (None, chat.id):
            raise RefusedError("replies into other chats are not served here")
        if at in chat.messages:
            whole = chat.messages[at]
            return {"reply_to_message": {k: v for k, v in whole.items() if k != "reply_to_message"}}
        if to.get("allow_sending_without_reply") is True:
            return {}
        raise RefusedError("message to be replied not found", fault=at > chat.last)

    def _edit(self, call: JsonObject, fields: Fields, source: str) -> Json:
        check_markup(call.get("reply_markup"), inline_only=True)
        if "inline_message_id" in call:
            if "chat_id" in call or "message_id" in call:
                raise RefusedError("chat_id and inline_message_id exclude each other")
            return True
        if "chat_id" not in call or "message_id" not in call:
            raise RefusedError("message identifier is not specified")
        chat, at = self._chats.find(chat_of(call)), number(call["message_id"])
        message = self._present(chat, at, "edit")
        if at not in chat.sources:
            raise RefusedError("message can't be edited")
        if source == "text" and "text" not in message:
            raise RefusedError("there is no text in the message to edit")
        kept: Mapping[str, Json] = message if not source else {}
        changed: JsonObject = {k: v for k, v in message.items() if k not in _EDITABLE}
        changed.update({k: kept[k] for k in _EDITABLE[:-1] if k in kept})
        changed.update({**fields, **_shown_markup(call)})
        if all(changed.get(key) == message.get(key) for key in _EDITABLE):
            raise RefusedError(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
                fault=False,
            )
        changed["edit_date"] = message["date"]
        chat.messages[at] = changed
        chat.edits[at] = chat.edits.get(at, 0) + 1
        if source:
            chat.sources[at] = text(call.get(source))
        return changed

    def _present(self, chat: Chat, at: int, what: str) -> JsonObject:
        if at not in chat.messages:
            raise RefusedError(f"message to {what} not found", fault=not 0 < at <= chat.last)
        return chat.messages[at]


def _person(user: int) -> JsonObject:
    return {"id": user, "is_bot": False, "first_name": "读者"}


def _admin(user: int, *, owns: bool) -> JsonObject:
    if owns:
        return {"user": _person(user), "status": "creator", "is_anonymous": False}
    rights = (
        "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
        "can_restrict_members can_promote_members can_change_info can_invite_users "
        "can_post_stories can_edit_stories can_delete_stories"
    )
    held: JsonObject = {**dict.fromkeys(rights.split(), False), "can_manage_chat": True}
    return {"user": _person(user), "status": "administrator", **held}


def _caption(call: JsonObject) -> Fields:
    source, mode = text(call.get("caption")), text(call.get("parse_mode"))
    shown, entities = read_text(source, mode, call.get("caption_entities"), caption=True)
    return {"caption": shown, **_some("caption_entities", entities)} if shown else {}


def _some(name: str, entities: list[JsonObject]) -> Fields:
    return {name: list[Json](entities)} if entities else {}


def _shown_markup(call: JsonObject) -> Fields:
    """The inline keyboard, which alone is part of a message; an empty one is none."""
    rows = table(call.get("reply_markup")).get("inline_keyboard")
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}
