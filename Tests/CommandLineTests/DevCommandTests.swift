import Foundation
import Testing
import TestSupport

@Suite("bpmnc dev", .serialized)
struct DevCommandTests {
  /// Runs `dev` until a script ends, in which `$log` is its output.
  private func dev(_ arguments: String, while script: String) throws -> Tool.Outcome {
    try Tool.shell(
      """
      log=$(mktemp)
      bpmnc dev \(arguments) >"$log" 2>&1 & dev=$!
      trap 'kill $dev; wait $dev || true; rm "$log"' EXIT
      until grep -q 'status page' "$log"; do kill -0 $dev; sleep 0.05; done
      \(script)
      """, in: Cases.packageFolder)
  }

  @Test("prints each route with an example, and the examples work")
  func routes() throws {
    let outcome = try dev(
      "samples/sms-confirmation samples/sms-retry --port 18441",
      while: """
        cat "$log"
        grep '^  [cb]' "$log" | while read -r line; do eval "$line"; echo; done
        """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    for line in [
      "bpmnc is running at http://127.0.0.1:18441",
      "POST /inbound/sms-order  \"Order received\" in sms-confirmation; texts to +15005550006",
      "  bpmnc sms send Hello --from +15005550001 --to +15005550006 --port 18441",
      "POST /v2/process-instances  starts sms-retry", "GET /  the status page",
    ] {
      #expect(outcome.output.contains("\n\(line)\n") || outcome.output.hasPrefix(line), "\(line)")
    }
    #expect(outcome.output.contains("delivered to +15005550006"))
    #expect(outcome.output.contains("\"processDefinitionId\":\"sms-retry\""))
    #expect(outcome.output.contains("\"gatewayVersion\""))
  }

  @Test("an environment's base-url sets the port of dev and sms")
  func port() throws {
    let folder = try TemporaryFolder()
    let config = folder.file("c.yaml")
    try Data(
      "version: 1\nenvironments:\n  local: {base-url: 'http://localhost:18442'}\n".utf8
    ).write(to: config)
    let outcome = try dev(
      "samples/sms-confirmation --config \(config.path)",
      while: "bpmnc sms send Hello --from +15005550001 --config \(config.path)")
    #expect(outcome.status == 0 && outcome.output == "delivered to +15005550006\n")
  }

  @Test("a port in use is a sentence that says what to do")
  func portInUse() throws {
    let outcome = try dev(
      "samples/sms-retry --port 18443",
      while: "bpmnc dev samples/sms-retry --port 18443 || echo \"exit $?\"")
    #expect(outcome.output.hasSuffix("exit 2\n"))
    #expect(
      outcome.errors.hasSuffix(
        "bpmnc: port 18443 is in use; choose another with --port, or 0 for a free one\n"),
      "\(outcome.errors)")
  }

  @Test("a text without a recipient needs one of several numbers")
  func recipients() throws {
    let outcome = try dev(
      "samples --port 18444",
      while: "bpmnc sms send Hi --from +15005550001 --port 18444 || echo \"exit $?\"")
    #expect(outcome.output == "exit 64\n")
    #expect(
      outcome.errors.contains("Choose the recipient: +15005550006 (sms-order), +15005550007"))
  }

  @Test("a conversation in the terminal, with a file, and the messages as a list")
  func conversation() throws {
    let outcome = try dev(
      "samples/sms-conversation --port 18445",
      while: """
        phone='--from +15005550001 --port 18445'
        (echo 'Order 1 Funghi'; sleep 2; echo) | bpmnc sms chat $phone
        (sleep 1; bpmnc sms send Yes --media LICENSE $phone) &
        bpmnc sms wait $phone --text 'on its way'
        wait $!
        bpmnc sms list $phone
        bpmnc sms list $phone --json | grep -o '"num_media":"1"'
        bpmnc sms wait $phone --timeout 1 || echo "exit $?"
        """)
    let reply = "You wrote: Order 1 Funghi. Reply YES to confirm or NO to cancel."
    #expect(outcome.output.contains("+15005550006 › \(reply)\n"), "\(outcome.output)")
    #expect(outcome.output.contains("  +15005550001 → +15005550006\n    Order 1 Funghi\n"))
    #expect(outcome.output.contains("Thank you. Your pizza is on its way."))
    #expect(outcome.output.contains("\"num_media\":\"1\"\n"))
    #expect(outcome.output.hasSuffix("exit 1\n"))
    #expect(outcome.errors.contains("no message within 1 seconds"), "\(outcome.errors)")
  }
}
