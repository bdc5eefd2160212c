"""Drives the simulator of a running `bpmnc dev` with Twilio's official client, on loopback only.

Usage: python twilio_client.py BPMNC
"""

import datetime
import http.server
import json
import random
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest import Client

REQUESTS = 2000
SEED = 17


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what it receives."""

    requests = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        Receiver.requests.append((self.path, self.headers["X-Twilio-Signature"], body, self.headers["Host"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def post(url, body, headers):
    request = urllib.request.Request(url, body, headers, method="POST")
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def random_text(source):
    alphabet = "abcXYZ019 &=+%?#/'\"äß€😀漢\n~*"
    return "".join(source.choice(alphabet) for _ in range(source.randrange(0, 30)))


def expect(code, call):
    """Checks that a call fails with one of Twilio's codes."""
    try:
        call()
    except TwilioRestException as error:
        assert error.code == code, (error.code, code, error.msg)
    else:
        raise AssertionError(f"expected error {code}")


def check_signatures(origin, token, client, receiver):
    validator = RequestValidator(token)
    source = random.Random(SEED)
    number = client.incoming_phone_numbers.list(limit=1)[0]

    # The simulator signs, the validator checks.
    for index in range(REQUESTS):
        query = urllib.parse.urlencode({"q": random_text(source), "n": str(index)})
        if index % 100 == 0:
            path = f"{receiver}/hook?{query}"
            number = number.update(sms_url=path)
        fields = {f"Field{source.randrange(5)}": random_text(source) for _ in range(3)}
        message = {"from": "+4915112345678", "to": number.phone_number,
                   "body": "x" + random_text(source), "fields": fields}
        status, answer = post(f"{origin}/simulator/messages", json.dumps(message).encode(),
                              {"Content-Type": "application/json"})
        assert status == 200 and json.loads(answer)["delivered"], answer
    assert len(Receiver.requests) == REQUESTS, len(Receiver.requests)
    for path, signature, body, host in Receiver.requests:
        form = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        assert validator.validate(f"http://{host}{path}", form, signature), (path, form)
        form["Body"] += "!"
        assert not validator.validate(f"http://{host}{path}", form, signature)
    number.update(sms_url="")

    # The client signs, the webhook checks: 401 is a wrong signature, 422 a text that is no order.
    for index in range(REQUESTS):
        url = f"{origin}/inbound/sms-pizza"
        if source.random() < 0.5:
            url += "?" + urllib.parse.urlencode({"q": random_text(source)})
        form = {f"Field{source.randrange(9)}": random_text(source) for _ in range(4)}
        form |= {"Body": "x" + random_text(source), "From": "+4915112345678", "MessageSid": f"SM{index}"}
        signature = validator.compute_signature(url, form)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
        body = urllib.parse.urlencode(form).encode()
        status, answer = post(url, body, headers)
        assert status == 422, (status, answer, url, form)
        status, _ = post(url, body + b"&Extra=1", headers)
        assert status == 401, status


def check_messages(client, sid, token, origin):
    number = "+15005550006"
    message = client.messages.create(to="+4915112345678", from_=number, body="Hi 👋")
    assert message.sid.startswith("SM") and message.status == "queued" and message.num_segments == "1"
    assert isinstance(message.date_created, datetime.datetime) and message.error_code is None
    assert client.messages(message.sid).fetch().body == "Hi 👋"
    while client.messages(message.sid).fetch().status != "delivered":
        pass
    assert isinstance(client.messages(message.sid).fetch().date_sent, datetime.datetime)
    assert client.messages(message.sid).update(body="").body == ""
    expect(20001, lambda: client.messages(message.sid).update(body="x"))
    assert client.messages(message.sid).feedback.create(outcome="confirmed").outcome == "confirmed"
    assert client.messages(message.sid).delete() is True
    expect(20404, lambda: client.messages(message.sid).fetch())

    mms = client.messages.create(
        to="+4915112345678", from_=number, media_url=["https://example.test/1.png", "https://example.test/2.pdf"])
    assert mms.sid.startswith("MM") and mms.num_media == "2"
    media = client.messages(mms.sid).media.list()
    assert [item.content_type for item in media] == ["image/png", "application/pdf"]
    assert client.messages(mms.sid).media(media[0].sid).fetch().parent_sid == mms.sid
    assert client.messages(mms.sid).media(media[0].sid).delete() is True
    expect(20404, lambda: client.messages(mms.sid).media(media[0].sid).fetch())

    for _ in range(120):
        client.messages.create(to="+4930123456", from_=number, body="page")
    pages = client.messages.list(to="+4930123456", page_size=50)
    assert len(pages) == 120 and len({entry.sid for entry in pages}) == 120
    assert len(client.messages.list(to="+4930123456", limit=1500)) == 120
    today = datetime.datetime.now(datetime.timezone.utc).date()
    while any(entry.status != "delivered" for entry in client.messages.list(to="+4930123456")):
        pass
    assert len(client.messages.list(to="+4930123456", date_sent=today)) == 120
    assert client.messages.list(to="+4930123456", date_sent_before=today - datetime.timedelta(days=1)) == []
    assert len(client.messages.list(to="+4930123456", date_sent_after=today)) == 120

    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=10)
    scheduled = client.messages.create(
        to="+4915112345678", messaging_service_sid="MG" + "0" * 32, body="later", schedule_type="fixed", send_at=later)
    assert scheduled.status == "scheduled" and scheduled.from_ is None
    assert client.messages(scheduled.sid).update(status="canceled").status == "canceled"
    expect(30409, lambda: client.messages(mms.sid).update(status="canceled"))

    expect(21604, lambda: client.messages.create(to="", from_=number, body="x"))
    expect(21603, lambda: client.messages.create(to="+4915112345678", body="x"))
    expect(21602, lambda: client.messages.create(to="+4915112345678", from_=number))
    expect(21211, lambda: client.messages.create(to="12", from_="0", body="x"))
    expect(21606, lambda: client.messages.create(to="+4915112345678", from_="+4930999999", body="x"))
    expect(21617, lambda: client.messages.create(to="+4915112345678", from_=number, body="x" * 1601))
    wrong = Client(sid, token + "0")
    wrong.api.base_url = origin
    expect(20003, lambda: wrong.messages.create(to="+4915112345678", from_=number, body="x"))


def check_faults(client, origin):
    headers = {"Content-Type": "application/json"}
    assert post(f"{origin}/simulator/faults", b'{"status": 429, "count": 2}', headers)[0] == 201
    expect(20429, lambda: client.messages.create(to="+4915112345678", from_="+15005550006", body="x"))
    try:
        client.messages.list(limit=1)
    except TwilioException:
        pass
    else:
        raise AssertionError("the list did not fail")


def check_resources(client, sid):
    assert client.api.accounts(sid).fetch().status == "active"
    number = client.incoming_phone_numbers.list(phone_number="+15005550006")[0]
    assert number.phone_number == "+15005550006" and number.capabilities["sms"] is True
    assert number.update(friendly_name="Shop").friendly_name == "Shop"
    assert client.incoming_phone_numbers(number.sid).fetch().friendly_name == "Shop"
    expect(21402, lambda: number.update(sms_url="nowhere"))
    bought = client.incoming_phone_numbers.create(phone_number="+4930765432")
    assert client.incoming_phone_numbers(bought.sid).delete() is True

    application = client.applications.create(friendly_name="A", sms_url="https://example.test/a")
    assert client.applications(application.sid).fetch().sms_url == "https://example.test/a"
    assert client.applications(application.sid).update(friendly_name="B").friendly_name == "B"
    assert [entry.sid for entry in client.applications.list()] == [application.sid]
    assert client.applications(application.sid).delete() is True

    service = client.messaging.v1.services.create(friendly_name="Service")
    second = client.messaging.v1.services.create(friendly_name="Second")
    assert {entry.sid for entry in client.messaging.v1.services.list(page_size=1)} == {service.sid, second.sid}
    assert client.messaging.v1.services(service.sid).update(sticky_sender=False).sticky_sender is False
    assert isinstance(client.messaging.v1.services(service.sid).fetch().date_created, datetime.datetime)
    pool = client.messaging.v1.services(service.sid).phone_numbers
    member = pool.create(phone_number_sid=number.sid)
    assert member.phone_number == "+15005550006" and [entry.sid for entry in pool.list()] == [number.sid]
    expect(21710, lambda: pool.create(phone_number_sid=number.sid))
    message = client.messages.create(to="+4915112345678", messaging_service_sid=service.sid, body="x")
    assert message.status == "accepted" and message.from_ is None and message.num_segments == "0"
    assert pool(number.sid).delete() is True
    for entry in (service, second):
        assert client.messaging.v1.services(entry.sid).delete() is True

    assert client.lookups.v2.phone_numbers("+15005550006").fetch().valid is True
    invalid = client.lookups.v2.phone_numbers("+1500").fetch()
    assert invalid.valid is False and invalid.validation_errors == ["TOO_SHORT"]

    assert client.content.v1.contents.list() == []
    try:
        client.verify.v2.services.create(friendly_name="x")
    except TwilioRestException as error:
        assert error.status == 501, error.status
    else:
        raise AssertionError("Verify is not simulated")


def main(bpmnc):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    dev = subprocess.Popen(
        [bpmnc, "dev", "samples/sms-conversation", "--port", "0", "--allow-host", "127.0.0.1"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        for line in dev.stdout:
            if match := re.search(r"running at (http://\S+)", line):
                origin = match.group(1)
                break
        threading.Thread(target=dev.stdout.read, daemon=True).start()
        with urllib.request.urlopen(f"{origin}/simulator/account") as response:
            account = json.load(response)
        client = Client(account["sid"], account["authToken"])
        for domain in (client.api, client.messaging, client.lookups, client.content, client.verify):
            domain.base_url = origin
        check_messages(client, account["sid"], account["authToken"], origin)
        check_faults(client, origin)
        check_resources(client, account["sid"])
        check_signatures(origin, account["authToken"], client, f"http://127.0.0.1:{server.server_port}")
    finally:
        dev.terminate()
        dev.wait()
    print(f"twilio client: all checks passed, {2 * REQUESTS} signatures")


main(sys.argv[1])
