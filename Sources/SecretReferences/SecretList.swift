public import JSON
import Text

/// A secret document as a table.
public struct SecretList: Sendable {
  private let secrets: [JSONValue]

  /// - Parameter document: the document of `SecretInventory.json`.
  public init(_ document: JSONValue) {
    secrets = document["secrets"]?.array ?? []
  }

  /// The list as a text table.
  public var table: String { secrets.isEmpty ? "no secrets\n" : cells.text }

  /// The list as comma-separated values.
  public var csv: String { cells.csv }

  private var cells: TextTable {
    let rows = secrets.flatMap { secret in
      (secret["references"]?.array ?? []).map { Self.row(secret, $0) }
    }
    return TextTable(header: ["SECRET", "FORM", "ELEMENT", "FIELD", "PLACE"], rows: rows)
  }

  private static func row(_ secret: JSONValue, _ reference: JSONValue) -> [String] {
    func text(_ member: String) -> String { reference[member]?.string ?? "" }
    func number(_ member: String) -> Int { reference[member]?.int ?? 0 }
    let place = "\(text("file")):\(number("line")):\(number("column"))"
    return [secret["name"]?.string ?? "", text("form"), text("element"), text("field"), place]
  }
}
