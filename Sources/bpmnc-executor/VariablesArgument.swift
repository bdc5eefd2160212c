import Frontend
import JSON

/// The value of an option with variables: JSON, or the path of a JSON file.
enum VariablesArgument {
  static func read(_ text: String, _ option: String) throws(ToolFault) -> JSONObject {
    let isJSON = text.first { !$0.isWhitespace }.map { "{[\"".contains($0) } ?? true
    let bytes = isJSON ? Array(text.utf8) : try InputReader().read(file: text)
    do throws(JSONSyntaxError) {
      if let object = try JSONValue(parsing: bytes).object { return object }
    } catch {
      throw ToolFault(
        message: "\(option) is not valid JSON: \(error.message), at byte \(error.offset)",
        status: .badUsage)
    }
    throw ToolFault(
      message: "\(option) must be a JSON object, such as {\"name\": \"value\"}", status: .badUsage)
  }
}
