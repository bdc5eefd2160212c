public import Diagnostics

/// A text whose markers 1️⃣, 2️⃣ … tell where findings must land; the text itself is without them.
public struct MarkedText: Sendable {
  /// The text without its markers.
  public let text: String
  /// Byte offsets in `text`.
  private let offsets: [String: Int]

  private static let markers = ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣"]

  /// Takes the markers out of a text and keeps their places.
  public init(_ marked: String) {
    var text = ""
    var offsets: [String: Int] = [:]
    for character in marked {
      let mark = String(character)
      if Self.markers.contains(mark) {
        offsets[mark] = text.utf8.count
      } else {
        text.append(character)
      }
    }
    self.text = text
    self.offsets = offsets
  }

  /// The text without its markers, in UTF-8.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// The marked place as line and column.
  public subscript(mark: String) -> SourcePosition? {
    offsets[mark].map { SourceText(path: "", text: text).position(at: $0) }
  }

  /// The marked place as byte offset.
  public func offset(_ mark: String) -> Int? { offsets[mark] }
}

extension Diagnostic {
  /// `rule@line:column`, for expectations that fit on a line.
  public var summary: String { "\(rule)@\(location.start.line):\(location.start.column)" }
}
