import Text

/// HTML that escapes interpolated values unless they are HTML themselves.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var text: String

  init(stringLiteral value: String) { text = value }
  init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  init(_ parts: some Sequence<HTML>) { text = parts.map(\.text).joined() }

  struct Interpolation: StringInterpolationProtocol {
    var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ html: HTML) { text += html.text }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += value.description.escapedAsMarkup { scalar in
        switch scalar {
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
      }
    }
  }
}
