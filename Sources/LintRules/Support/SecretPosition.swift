import BPMN
import Diagnostics
import FEEL
import SecretReferences
import Text
import XML

/// The syntactic position of a reference in its value: in static text, or where in FEEL.
enum SecretPosition {
  /// Static text. `isWord` is false if the reference is part of a longer word; the runtime replaces
  /// it regardless.
  case text(isWord: Bool)
  /// In a string literal of an expression.
  case literal(isWord: Bool)
  /// The whole of an expression.
  case whole
  /// A path of the expression; `isPassedOn` if its value becomes part of the result unchanged.
  case path(isPassedOn: Bool)
  /// Anywhere else in an expression: in a name, a calculation or a comment.
  case code
  /// FEEL that refers to a variable set by the diagram, not to a secret.
  case variable
}

/// Finds the positions of references; parses each text once.
struct SecretPositions {
  private var last: (key: Key, text: ParsedText)?
  private var variables: [ObjectIdentifier: Bool] = [:]

  private struct Key: Equatable {
    var model: ObjectIdentifier
    var element: Int
    var attribute: String?
  }

  /// - Parameter isFEEL: whether the value is FEEL; nil if a leading `=` decides.
  mutating func position(of use: SecretUse, isFEEL: Bool? = nil) -> SecretPosition {
    let text = read(use)
    let range = use.reference.range
    guard isFEEL ?? text.hasMark else { return .text(isWord: text.isWord(use.reference)) }
    if text.literals.hasRange(around: range) {
      return .literal(isWord: text.isWord(use.reference))
    }
    if use.reference.form != .braced, setsSecretsVariable(use.model) { return .variable }
    if range == text.content { return .whole }
    return text.paths[range].map { .path(isPassedOn: $0) } ?? .code
  }

  private mutating func read(_ use: SecretUse) -> ParsedText {
    let key = Key(
      model: ObjectIdentifier(use.model), element: use.text.element.index,
      attribute: use.text.attribute?.name.qualified)
    if let last, last.key == key { return last.text }
    let text = ParsedText(use.text.value)
    last = (key, text)
    return text
  }

  /// Whether a model itself sets a variable named `secrets` or `camunda`.
  private mutating func setsSecretsVariable(_ model: BPMNModel) -> Bool {
    if let known = variables[ObjectIdentifier(model)] { return known }
    let names = ["target", "resultVariable", "inputElement", "outputCollection"]
    let document = model.document
    let found = (0..<document.elementCount).contains { index in
      let element = document.element(at: index)
      return names.contains { name in
        guard let root = element[name]?.split(separator: ".").first else { return false }
        return root == "secrets" || root == "camunda"
      }
    }
    variables[ObjectIdentifier(model)] = found
    return found
  }
}

/// A text with references, parsed as FEEL.
private struct ParsedText {
  let bytes: [UInt8]
  let hasMark: Bool
  /// Without the leading `=` and surrounding whitespace.
  let content: Range<Int>
  /// The ranges of string literals with their quotes, in order.
  let literals: [Range<Int>]
  /// Paths that begin with `secrets` or `camunda`, and whether their values are passed on.
  let paths: [Range<Int>: Bool]

  init(_ text: String) {
    bytes = Array(text.utf8)
    hasMark = bytes.first == UInt8(ascii: "=")
    let start = hasMark ? 1 : 0
    content = bytes[start...].trimmed(while: \.isASCIISpace).indices
    let code = String(decoding: bytes[start...], as: UTF8.self)
    // An invalid expression has no literals; `feel/syntax` reports it.
    let expression = try? FEELExpression(parsing: code, functions: .connectors)
    literals = expression?.stringLiterals.map { $0.shifted(by: start) } ?? []
    let found = ["secrets", "camunda"].flatMap { expression?.paths(from: $0) ?? [] }
    paths = Dictionary(
      found.map { ($0.range.shifted(by: start), $0.isPassedOn) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether a reference is a separate word: the runtime checks no left boundary, and also replaces
  /// `secrets.org` in `https://my.secrets.org`.
  func isWord(_ reference: SecretReference) -> Bool {
    if reference.form == .braced { return true }
    let (lower, upper) = (reference.range.lowerBound, reference.range.upperBound)
    if lower > 0, Self.isPartOfWord(bytes[lower - 1]) { return false }
    guard upper < bytes.count, Self.isPartOfWord(bytes[upper]) else { return true }
    // A period at the end of a sentence.
    return bytes[upper] == UInt8(ascii: ".")
      && (upper + 1 == bytes.count || !Self.isPartOfWord(bytes[upper + 1]))
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || "/._-@{}".utf8.contains(byte)
  }
}

extension [Range<Int>] {
  /// Whether one of the ranges, which are in order, contains another.
  fileprivate func hasRange(around range: Range<Int>) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].lowerBound <= range.lowerBound
      && range.upperBound <= self[low].upperBound
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
