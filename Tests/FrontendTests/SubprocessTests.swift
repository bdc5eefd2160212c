import Frontend
import Testing

@Suite("Programs that are started")
struct SubprocessTests {
  @Test("give their exit code, output and errors; nothing stands on standard input")
  func outcome() throws {
    let outcome = try Subprocess(["sh", "-c", "cat; echo out; echo err >&2; exit 3"]).run()
    #expect(outcome.status == 3)
    #expect(outcome.output == Array("out\n".utf8) && outcome.errors == "err\n")
  }

  @Test("get their arguments as they are, and further variables")
  func arguments() throws {
    let outcome = try Subprocess(
      ["sh", "-c", "printf '%s|' \"$1\" \"$NAME\"", "sh", "a b; $HOME *"],
      environment: ["NAME": "x"]
    ).run()
    #expect(String(decoding: outcome.output, as: UTF8.self) == "a b; $HOME *|x|")
  }

  @Test("a signal is 128 and its number")
  func signal() throws {
    #expect(try Subprocess(["sh", "-c", "kill -9 $$"]).run().status == 137)
  }

  @Test("that do not exist are told apart")
  func missing() {
    #expect(throws: Subprocess.Failure.notFound) { try Subprocess(["no-such-program"]).run() }
    #expect(throws: Subprocess.Failure.notFound) { try Subprocess([]).run() }
  }

  @Test(
    "that take too long are ended, with what they started",
    arguments: ["sleep 60", "sleep 60 & sleep 60", "exec >&- 2>&-; sleep 60"])
  func timeLimit(script: String) {
    let process = Subprocess(["sh", "-c", script], timeLimit: .milliseconds(200))
    #expect(throws: Subprocess.Failure.tookTooLong) { try process.run() }
  }

  @Test("that write too much are ended; too many errors are cut off")
  func bounds() throws {
    let endless = Subprocess(["yes"], maximumOutput: 1_000_000)
    #expect(throws: Subprocess.Failure.tooMuchOutput) { try endless.run() }
    let loud = try Subprocess(["sh", "-c", "head -c 1000000 /dev/zero >&2"]).run()
    #expect(loud.status == 0 && loud.errors.utf8.count == 64 << 10)
  }
}
