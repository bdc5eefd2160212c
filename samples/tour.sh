#!/usr/bin/env bash
# The tour of `make run`: checks and bundles the samples, lists their webhooks, starts the executor
# with the Twilio simulator on loopback, sends messages to it and shows the conversation.
# BPMNC is the path of the binary, PORT the port; ONCE=1 exits after the conversation.
set -euo pipefail
cd "$(dirname "$0")/.."
bpmnc=${BPMNC:-bpmnc}
port=${PORT:-8080}
folder=$(mktemp -d)
server=""
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

step() { printf '\n\033[1m$ %s\033[0m\n' "$*"; "$@"; }

step "$bpmnc" lint samples
step "$bpmnc" build samples -o "$folder/samples.bundle"
step "$bpmnc" webhooks "$folder/samples.bundle" --base-url "http://localhost:$port"

printf '\n\033[1m$ %s\033[0m\n' "$bpmnc dev samples.bundle --port $port --number +15005550006=sms-pizza &"
"$bpmnc" dev "$folder/samples.bundle" --port "$port" --data "$folder/data" \
  --number +15005550006=sms-pizza &
server=$!

text() {
  step "$bpmnc" sms send "$1" --from +15005550001 --to +15005550006 --port "$port" --wait
}
text "Order 2 Margherita"
text "Yes"

if [ -n "${ONCE:-}" ]; then exit 0; fi
printf '\nStill serving at http://localhost:%s; press Ctrl-C to stop.\n' "$port"
wait "$server"
