"""What each Bot API method does, once its call was checked: one table, a module for each family."""

from collections.abc import Callable
from typing import Any

from simulator.hub import Hub
from simulator.methods import callbacks, chats, editing, media, pins, profile, receiving, sending
from simulator.spec import Call

# A method returns its result, or awaits it first where it may take long.
Method = Callable[[Hub, Call], Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.leave,
    "close": profile.leave,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "copyMessage": sending.copy_message,
    "forwardMessage": sending.forward_message,
    "sendChatAction": sending.send_chat_action,
    "sendPhoto": media.send_photo,
    "sendDocument": media.send_document,
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": pins.pin_message,
    "unpinChatMessage": pins.unpin_message,
    "answerCallbackQuery": callbacks.answer,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "setMyCommands": profile.set_commands,
    "getMyCommands": profile.get_commands,
    "deleteMyCommands": profile.delete_commands,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "setChatMenuButton": profile.set_menu_button,
    "getChatMenuButton": profile.get_menu_button,
}
