import JSON

/// Reads tables whose cells are separated by commas (RFC 4180) or tabs.
enum SeparatedText {
  /// The rows as objects with the names of the header row; nil if there is no header with a name
  /// that ends in `url`.
  package static func records(_ text: String) -> [JSONValue]? {
    guard let line = text.split(whereSeparator: \.isNewline).first, !line.contains("://") else {
      return nil
    }
    let rows = rows(text, separator: line.contains("\t") ? "\t" : ",")
    guard let names = rows.first, names.contains(where: { $0.lowercased().hasSuffix("url") })
    else { return nil }
    return rows.dropFirst().map { row in
      .object(zip(names, row).map { ($0, .string($1)) })
    }
  }

  private static func rows(_ text: String, separator: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    func isEmpty() -> Bool { row.isEmpty && cell.isEmpty }
    for character in text {
      if isQuoted {
        if wasQuote {
          wasQuote = false
          if character == "\"" {
            cell.append("\"")
            continue
          }
          isQuoted = false
        } else {
          if character == "\"" { wasQuote = true } else { cell.append(character) }
          continue
        }
      }
      if character == "\"", cell.isEmpty {
        isQuoted = true
      } else if character == separator {
        row.append(cell)
        cell = ""
      } else if character.isNewline {
        if !isEmpty() { rows.append(row + [cell]) }
        (row, cell) = ([], "")
      } else {
        cell.append(character)
      }
    }
    if !isEmpty() { rows.append(row + [cell]) }
    return rows
  }
}
