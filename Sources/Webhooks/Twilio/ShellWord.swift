import BPMN
import Text

extension ShellWord {
  /// A text as one word, in which a placeholder of a secret becomes the shell's variable of that
  /// name.
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

  /// A secret's name as a name of a variable.
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
