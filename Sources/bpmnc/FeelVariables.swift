import ArgumentParser
import Diagnostics
import FEEL
import Frontend
import JSON

/// The option with the variables of an expression.
struct FeelVariables: ParsableArguments {
  @Option(help: "Variables, as JSON text or the path of a JSON file.")
  var context: String?

  /// The variables; none without the option.
  ///
  /// - Throws: `ToolFault` for anything but a JSON object, and for a number FEEL cannot represent.
  func read() throws(ToolFault) -> FEELContext {
    guard let context else { return FEELContext() }
    let first = context.first { !$0.isWhitespace }
    let isText = first.map { "{[\"".contains($0) } ?? true
    let bytes = isText ? Array(context.utf8) : try InputReader().read(file: context)
    let json: JSONValue
    do throws(JSONSyntaxError) {
      json = try JSONValue(parsing: bytes)
    } catch {
      let place = SourceText(path: "context", bytes: bytes).position(at: error.offset)
      throw ToolFault(
        message: "--context is not JSON: \(error.message) (\(place.line):\(place.column))")
    }
    if let number = Self.numberOutOfRange(json) {
      throw ToolFault(
        message: "--context: \(number) is outside FEEL's number range (up to 10^6145)")
    }
    guard case .context(let variables) = FEELValue(json) else {
      throw ToolFault(
        message: "--context must be a JSON object; its members are the variables")
    }
    return variables
  }

  private static func numberOutOfRange(_ json: JSONValue) -> String? {
    switch json {
    case .number(let text): Decimal128(text) == nil ? text : nil
    case .array(let items): items.lazy.compactMap(numberOutOfRange).first
    case .object(let object): object.members.lazy.compactMap { numberOutOfRange($0.value) }.first
    default: nil
    }
  }
}
