import Diagnostics
import SecretReferences
import BPMN
import FEEL
import Text
import XML

/// Where in the value of its place a reference stands: in plain text, or where in FEEL.
enum SecretStanding {
  /// A text without FEEL around it. `isWord` is false where the reference is the end of a longer word,
  /// or a longer word goes on behind it: the runtime takes it all the same.
  case text(isWord: Bool)
  /// In a string literal of an expression.
  case literal(isWord: Bool)
  /// The whole of an expression.
  case whole
  /// A path of the expression; `isPassedOn` where its value goes into the result as it is.
  case path(isPassedOn: Bool)
  /// Anywhere else in an expression: a part of a name, of a calculation, of a comment.
  case code
  /// FEEL that names a variable which the diagram itself sets, and no secret.
  case variable
}

/// Tells where references stand; reads each text once.
struct SecretStandings {
  private var last: (key: Key, text: ReadText)?
  private var variables: [ObjectIdentifier: Bool] = [:]

  private struct Key: Equatable {
    var model: ObjectIdentifier
    var element: Int
    var attribute: String?
  }

  /// - Parameter isFEEL: whether the value is FEEL; nil where a leading `=` tells.
  mutating func standing(of use: SecretUse, isFEEL: Bool? = nil) -> SecretStanding {
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

  private mutating func read(_ use: SecretUse) -> ReadText {
    let key = Key(
      model: ObjectIdentifier(use.model), element: use.text.element.index,
      attribute: use.text.attribute?.name.qualified)
    if let last, last.key == key { return last.text }
    let text = ReadText(use.text.value)
    last = (key, text)
    return text
  }

  /// Whether a model itself sets a variable that is called `secrets` or `camunda`.
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

/// A text with references, and what FEEL sees in it.
private struct ReadText {
  let bytes: [UInt8]
  let hasMark: Bool
  /// Without the mark `=` and without blanks around.
  let content: Range<Int>
  /// Of string literals, with their quotes, in order.
  let literals: [Range<Int>]
  /// Paths that begin with `secrets` or `camunda`, and whether they are passed on.
  let paths: [Range<Int>: Bool]

  init(_ text: String) {
    bytes = Array(text.utf8)
    hasMark = bytes.first == UInt8(ascii: "=")
    let start = hasMark ? 1 : 0
    content = bytes[start...].trimmed(while: \.isASCIISpace).indices
    let code = String(decoding: bytes[start...], as: UTF8.self)
    // What can't be read holds no literals; `feel/syntax` reports it.
    let expression = try? FEELExpression(parsing: code, functions: .connectors)
    literals = expression?.stringLiterals.map { $0.shifted(by: start) } ?? []
    let found = ["secrets", "camunda"].flatMap { expression?.paths(from: $0) ?? [] }
    paths = Dictionary(
      found.map { ($0.range.shifted(by: start), $0.isPassedOn) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether a reference is not glued to other text: the runtime has no left boundary, and takes
  /// `secrets.org` out of `https://my.secrets.org` too.
  func isWord(_ reference: SecretReference) -> Bool {
    if reference.form == .braced { return true }
    let (lower, upper) = (reference.range.lowerBound, reference.range.upperBound)
    if lower > 0, Self.isPartOfWord(bytes[lower - 1]) { return false }
    guard upper < bytes.count, Self.isPartOfWord(bytes[upper]) else { return true }
    // The dot at the end of a sentence.
    return bytes[upper] == UInt8(ascii: ".")
      && (upper + 1 == bytes.count || !Self.isPartOfWord(bytes[upper + 1]))
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || "/._-@{}".utf8.contains(byte)
  }
}

extension [Range<Int>] {
  /// Whether one of the ranges, which are in order, holds another.
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
