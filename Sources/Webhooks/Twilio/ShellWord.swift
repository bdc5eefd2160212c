import BPMN

/// Texts as words of a POSIX shell's command line.
enum ShellWord {
  /// A text as one word, in single quotes where it needs them; a placeholder of a secret becomes
  /// the shell's variable of that name.
  package static func quoted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var start = 0
    for reference in SecretReference.find(in: text) where reference.form == .braced {
      result += literal(bytes[start..<reference.range.lowerBound])
      result += "\"$\(variable(reference.name))\""
      start = reference.range.upperBound
    }
    let rest = literal(bytes[start...])
    return result + rest + (bytes.isEmpty ? "''" : "")
  }

  /// A secret's name as a name of a variable.
  package static func variable(_ name: String) -> String {
    let letters = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber) ? character : "_"
    }
    return (letters.first?.isNumber == true ? "_" : "") + String(letters)
  }

  private static func literal(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let isPlain = text.allSatisfy { character in
      character.isASCII
        && (character.isLetter || character.isNumber || "_./:=+@%,-".contains(character))
    }
    guard !isPlain else { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
