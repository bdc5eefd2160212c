import BPMN
import Text

extension ShellWord {
  /// A string as one shell word, in which a secret placeholder becomes a variable of that name.
  static func withVariables(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      result += literal(bytes[start..<reference.range.lowerBound])
      result += "\"$\(variable(reference.name))\""
      start = reference.range.upperBound
    }
    return bytes.isEmpty ? quoted(text) : result + literal(bytes[start...])
  }

  /// The name of a secret as the name of a variable.
  package static func variable(_ name: String) -> String {
    let letters = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    return (letters.first?.isNumber == true ? "_" : "") + String(letters)
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.isEmpty ? "" : quoted(String(decoding: bytes, as: UTF8.self))
  }
}
