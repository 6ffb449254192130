"""How the bot gets its updates: getUpdates and the webhook."""

import re
from urllib.parse import urlsplit

from simulator.errors import bad_request
from simulator.hub import Hub
from simulator.spec import Call, Encoded
from simulator.state import Json, Webhook
from simulator.updates import as_sent

_MAX_SECRET = 256
_MAX_CONNECTIONS = 100
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


async def get_updates(hub: Hub, call: Call) -> Encoded:
    if "allowed_updates" in call.params:
        hub.world.allowed_updates = call.get("allowed_updates")
    updates = await hub.updates.poll(call.get("offset", 0), call.get("limit", 100), call.get("timeout", 0))
    return Encoded(b"[" + b",".join(as_sent(update) for update in updates) + b"]")


def set_webhook(hub: Hub, call: Call) -> bool:
    """Set the webhook; an empty address deletes it. Plain http is accepted: it stays on this computer."""
    url = call.get("url", "")
    if url:
        _check_address(url)
        secret = call.get("secret_token", "")
        _check_secret(secret)
        connections = min(max(call.get("max_connections", 40), 1), _MAX_CONNECTIONS)
        hub.world.webhook = Webhook(url, secret, connections)
    else:
        hub.world.webhook = Webhook()
    if "allowed_updates" in call.params:
        hub.world.allowed_updates = call.get("allowed_updates")
    return _drop_pending(hub, call)


def delete_webhook(hub: Hub, call: Call) -> bool:
    hub.world.webhook = Webhook()
    return _drop_pending(hub, call)


def get_webhook_info(hub: Hub, _call: Call) -> Json:
    webhook = hub.world.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(hub.world.updates),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.last_error_message:
        info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error_message}
    return info | ({"allowed_updates": hub.world.allowed_updates} if hub.world.allowed_updates else {})


def _drop_pending(hub: Hub, call: Call) -> bool:
    if call.get("drop_pending_updates"):
        hub.world.updates.clear()
    hub.updates.wake()
    return True


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: the simulator delivers to this computer only")


def _check_secret(secret: str) -> None:
    if len(secret) > _MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
