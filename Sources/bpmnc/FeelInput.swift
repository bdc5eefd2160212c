import Frontend
import Text

/// The expression of a command: an argument, a file, or standard input.
enum FeelInput {
  /// - Parameters:
  ///   - argument: the expression; nil or `-` reads the file, unless it is a unary test, which is
  ///     true for every input.
  ///   - file: the file to read; nil or `-` is standard input.
  /// - Throws: `ToolFault` if it cannot be read, and for one without an expression.
  static func expression(
    _ argument: String?, isUnary: Bool, file: String? = nil
  ) throws(ToolFault) -> String {
    if let argument, argument != "-" || isUnary { return argument }
    let reader = InputReader()
    let bytes =
      if let file, file != "-" {
        try reader.read(file: file)
      } else {
        try reader.readStandardInput()
      }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ToolFault(message: "\(file ?? "standard input") is not UTF-8")
    }
    guard !text.isBlank else {
      throw ToolFault(
        message: "\(file ?? "standard input") contains no expression", status: .badUsage)
    }
    return text
  }
}
