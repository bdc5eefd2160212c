import ArgumentParser
import Foundation
import Frontend
import HTTP
import JSON
import TwilioSimulator

/// The options of `run --sms` and `sms send` besides the text.
struct TextArguments: ParsableArguments {
  @Option(help: "The simulated number to send to; required if the project has several.")
  var to: String?

  @Option(
    name: .customLong("media"),
    help: "The URL or path of an image or other file; can be repeated.")
  var media: [String] = []

  @Option(help: "The sender's name on WhatsApp.")
  var profileName: String?

  @Option(help: "The text of the tapped WhatsApp button; by default, the message text.")
  var buttonText: String?

  @Option(help: "The payload of the tapped WhatsApp button.")
  var buttonPayload: String?

  @Option(
    name: .customLong("field"),
    help: ArgumentHelp(
      "NAME=VALUE: a field of Twilio's request; can be repeated.",
      discussion: "It replaces the simulator's value."))
  var fields: [String] = []

  /// Whether no option was given.
  var isEmpty: Bool {
    to == nil && media.isEmpty && profileName == nil && buttonText == nil && buttonPayload == nil
      && fields.isEmpty
  }

  func text(_ body: String, from: String) throws -> TextMessage {
    var text = TextMessage(body, from: from, to: to)
    for file in media {
      if URLParts(file) != nil {
        text.media.append(file)
      } else {
        text.files.append(try Self.file(file))
      }
    }
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

extension TextArguments {
  private static func file(_ path: String) throws(ToolFault) -> TextMessage.File {
    do {
      return TextMessage.File(
        name: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    } catch {
      throw ToolFault(message: "cannot read '\(path)'; --media takes a URL or the path of a file")
    }
  }
}

/// Splits the value of an option at its `=`.
func pair(
  _ text: String, _ option: String, _ form: String
) throws(ToolFault) -> (name: String, value: String) {
  let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty else {
    throw ToolFault(message: "\(option) '\(text)' must have the form \(form)", status: .badUsage)
  }
  return (name: String(parts[0]), value: String(parts[1]))
}

/// Parses the value of `--timeout`.
func seconds(_ text: String) throws -> Int {
  guard let seconds = Int(text), 1...1_000_000 ~= seconds else {
    throw ValidationError("'\(text)' is not a valid number of seconds (1–1000000).")
  }
  return seconds
}
