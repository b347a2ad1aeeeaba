"""Signs in, makes an agent, talks with it, shapes it and reads what was said, as an app written for Lingxi does.

python3 examples/lingxi/api-usage.py; the address and the account come from the environment.
The standard library is enough.
"""

import json
import os
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Lingxi:
    def __init__(self, address):
        self.address = address
        self.tokens = None

    def ask(self, method, path, body=None):
        headers = {"Content-Type": "application/json"}
        if self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens['access']}"
        data = None if body is None else json.dumps(body).encode()
        try:
            with urlopen(Request(self.address + path, data, headers, method=method)) as response:
                text = response.read()
                return json.loads(text) if text else None
        except HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def sign_in(self, username, password):
        self.tokens = self.ask("POST", "/api/auth/login/", {"username": username, "password": password})

    def refresh(self):
        self.tokens |= self.ask("POST", "/api/auth/refresh/", {"refresh": self.tokens["refresh"]})

    def chat(self, message, **where):
        answer = self.ask("POST", "/api/chat/", {"message": message, **where})
        # An answer of several parts has them in `messages`.
        for part in answer.get("messages", [{"message": answer["response"]}]):
            print(f"Agent says: {part['message']}")
        if answer.get("summary_updated"):
            print(f"In short: {answer['summary']}")
        return answer["session_id"]


lingxi = Lingxi(os.environ.get("LINGXI_URL", "http://localhost:8000"))
lingxi.sign_in(os.environ["LINGXI_USERNAME"], os.environ["LINGXI_PASSWORD"])
print(f"Signed in as {os.environ['LINGXI_USERNAME']}.")

agent = lingxi.ask(
    "POST",
    "/api/agents/",
    {
        "name": f"Companion {time.time_ns()}",
        "parameters": {"personality_prompt": "You are warm and curious.", "proactive_behavior": "balanced"},
    },
)
print(f"Agent {agent['id']}: {agent['name']}")

session = lingxi.chat("Hello from Python!", agent_id=agent["id"])
# A session goes on with its own agent.
lingxi.chat("Tell me more.", session_id=session)

shaped = lingxi.ask("PUT", f"/api/agents/{agent['id']}/personality/", {"personality_prompt": "You are brief."})
print(f"Personality: {shaped['personality_prompt']}")

history = lingxi.ask("GET", f"/api/chat/history/?session_id={session}")
print(f"Messages: {history['sessions'][0]['message_count']}")

# Access tokens last a day; the refresh token is good for a week.
lingxi.refresh()
print(f"Sessions: {lingxi.ask('GET', '/api/sessions/')['count']}")

lingxi.ask("DELETE", f"/api/agents/{agent['id']}/")
print("Agent and sessions deleted.")
