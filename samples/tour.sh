#!/usr/bin/env bash
# The tour of `make run`: checks and bundles the samples, lists their webhooks, starts the executor
# with the Twilio simulator on loopback, sends messages to it and shows the conversation.
# BPMNC is the path of the binary, PORT the port; ONCE=1 exits after the conversation.
set -euo pipefail
cd "$(dirname "$0")/.."
bpmnc=${BPMNC:-bpmnc}
port=${PORT:-8080}
# The commands below can be pasted: they use a folder that stays, with new data in each tour.
folder=.build/tour
rm -rf "$folder"
mkdir -p "$folder"
server=""
finish() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# Shows a command as a person would type it.
show() {
  local words=() word
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=+@%,-]+$ ]]; then words+=("$word"); else words+=("${word@Q}"); fi
  done
  printf '\n\033[1m$ %s\033[0m\n' "${words[*]}"
}
step() { show "$@"; "$@"; }

step "$bpmnc" lint samples
step "$bpmnc" build samples -o "$folder/samples.bundle"
step "$bpmnc" webhooks "$folder/samples.bundle" --base-url "http://localhost:$port"

dev=("$bpmnc" dev "$folder/samples.bundle" --port "$port" --data "$folder/data"
  --number +15005550006=sms-pizza)
show "${dev[@]}"
"${dev[@]}" &
server=$!

text() {
  step "$bpmnc" sms send "$1" --from +15005550001 --to +15005550006 --port "$port" --wait
}
text "Order 2 Margherita"
text "Yes"

if [ -n "${ONCE:-}" ]; then exit 0; fi
printf '\nStill serving at http://localhost:%s; press Ctrl-C to stop.\n' "$port"
wait "$server"
