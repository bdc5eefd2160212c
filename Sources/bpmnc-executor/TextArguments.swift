import ArgumentParser
import Frontend
import JSON
import TwilioSimulator

/// What `run --sms` and `sms send` say of a message beside its text.
struct TextArguments: ParsableArguments {
  @Option(help: "The simulated number that is texted; without it, the first of the project.")
  var to: String?

  @Option(
    name: .customLong("media"),
    help: "The URL of a picture or another file; may be given several times.")
  var media: [String] = []

  @Option(help: "The sender's name on WhatsApp.")
  var profileName: String?

  @Option(help: "The WhatsApp button that is tapped; the text, unless said.")
  var buttonText: String?

  @Option(help: "What the tapped WhatsApp button stands for.")
  var buttonPayload: String?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "NAME=VALUE: a field of Twilio's request; may be given several times.",
      discussion: "It replaces what the simulator would send."))
  var fields: [String] = []

  /// Whether anything was said.
  var isEmpty: Bool {
    to == nil && media.isEmpty && profileName == nil && buttonText == nil && buttonPayload == nil
      && fields.isEmpty
  }

  func text(_ body: String, from: String) throws -> SimulatorText {
    var text = SimulatorText(body, from: from, to: to)
    text.media = media
    let named = [
      ("ProfileName", profileName), ("ButtonText", buttonText), ("ButtonPayload", buttonPayload),
    ]
    for case (let name, let value?) in named { text.fields[name] = .string(value) }
    for field in fields {
      let parts = try pair(field, "--field", "NAME=VALUE")
      text.fields[parts.name] = .string(parts.value)
    }
    return text
  }
}

/// The two sides of an option's `NAME=VALUE`.
func pair(
  _ text: String, _ option: String, _ form: String
) throws(ToolFault) -> (name: String, value: String) {
  let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty else {
    throw ToolFault(message: "\(option) takes \(form), not '\(text)'", status: .badUsage)
  }
  return (name: String(parts[0]), value: String(parts[1]))
}

/// Reads the value of `--timeout`.
func seconds(_ text: String) throws -> Int {
  guard let seconds = Int(text), 1...1_000_000 ~= seconds else {
    throw ValidationError("'\(text)' is not a number of seconds between 1 and 1000000.")
  }
  return seconds
}
