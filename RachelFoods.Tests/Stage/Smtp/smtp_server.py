"""Real SMTP servers for the tests, as many as they ask for. Commands come as lines of JSON on the standard input, answers go out on the
standard output; the end of the input ends the program."""

import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Server:
    """One port, how it behaves now, and what it has taken."""

    def __init__(self, wish):
        self.wish = wish
        self.mode = wish["mode"]
        self.mails = []
        self.connections = 0
        self.port = 0
        self.listener = None
        self.transports = set()

    async def open(self, port=0):
        tls = self.tls_context() if self.wish["tls"] == "implicit" else None
        self.listener = await asyncio.get_running_loop().create_server(self.protocol, "127.0.0.1", port, ssl=tls)
        self.port = self.listener.sockets[0].getsockname()[1]

    def close(self):
        if self.listener:
            self.listener.close()
        self.listener = None
        for transport in list(self.transports):
            transport.abort()

    def tls_context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.wish["certificate"])
        return context

    def protocol(self):
        self.connections += 1
        if self.mode == "hang":
            return Silence(self)
        users = self.wish["user"] is not None
        excluded = [m for m in ("PLAIN", "LOGIN") if self.wish["mechanism"] not in (None, m)]
        return Talk(
            self,
            enable_SMTPUTF8=self.wish["utf8"],
            hostname="mail.example",
            tls_context=self.tls_context() if self.wish["tls"] == "starttls" else None,
            auth_required=users,
            auth_require_tls=False,
            auth_exclude_mechanism=excluded if users else ["PLAIN", "LOGIN"],
            authenticator=self.authenticate)

    def authenticate(self, server, session, envelope, mechanism, data):
        known = (data.login.decode(), data.password.decode()) == (self.wish["user"], self.wish["password"])
        return AuthResult(success=known, handled=False, auth_data=data.login.decode() if known else None)

    # What aiosmtpd asks its handler.
    async def handle_RCPT(self, smtp, session, envelope, address, options):
        if self.mode == "refuse":
            return "550 5.1.1 No such mailbox"
        if self.mode == "later":
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Recipient OK"

    async def handle_DATA(self, smtp, session, envelope):
        if self.mode == "refuse-message":
            return "554 5.7.1 Not wanted\n"
        if self.mode == "later-message":
            return "451 4.3.0 Try again later"
        self.keep(session, envelope)
        if self.mode == "drop-answer":
            smtp.transport.abort()
        if self.mode in ("drop-answer", "hang-answer"):
            await asyncio.Event().wait()
        return f"250 2.0.0 Taken as {len(self.mails)}"

    def keep(self, session, envelope):
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        self.mails.append({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "options": envelope.mail_options,
            "user": session.auth_data,
            "tls": session.ssl is not None or self.wish["tls"] == "implicit",
            "headers": [[name, str(value)] for name, value in message.items()],
            "toName": message["to"].addresses[0].display_name if message["to"] else None,
            "defects": [type(d).__name__ for part in message.walk() for d in part.defects],
            "text": lines(text),
            "html": lines(html),
            "raw": base64.b64encode(envelope.original_content).decode(),
        })


def lines(part):
    return part.get_content().replace("\r\n", "\n") if part else None


class Talk(SMTP):
    def __init__(self, server, **how):
        super().__init__(server, **how)
        self.server = server

    def connection_made(self, transport):
        self.server.transports.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error):
        self.server.transports.discard(self.transport)
        super().connection_lost(error)

    async def smtp_DATA(self, arg):
        if self.server.mode == "drop":
            await self.push("354 Go on")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Silence(asyncio.Protocol):
    def __init__(self, server):
        self.server = server

    def connection_made(self, transport):
        self.server.transports.add(transport)


servers = {}


async def answer(command):
    verb = command["verb"]
    if verb == "open":
        server = Server(command["wish"])
        await server.open()
        servers[server.port] = server
        return {"port": server.port}
    server = servers[command["port"]]
    if verb == "mode":
        server.mode = command["mode"]
    elif verb == "down":
        server.close()
    elif verb == "up":
        await server.open(server.port)
    elif verb == "close":
        server.close()
        del servers[server.port]
    return {"mails": server.mails if verb == "mails" else [], "connections": server.connections}


async def main():
    # The protocol's connection of commands is a pipe, so a thread may wait on it.
    while line := await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline):
        try:
            said = await answer(json.loads(line))
        except Exception as failure:
            said = {"error": repr(failure)}
        print(json.dumps(said), flush=True)


asyncio.run(main())
