/// Columns of text, each as wide as its widest cell.
public struct TextTable: Sendable {
  /// The titles of the columns.
  public var header: [String]
  /// The cells, row by row.
  public var rows: [[String]]

  /// A table with titles and cells.
  public init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// The table with columns under each other.
  public var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([header] + rows).map { row in
      let cells = row.indices.map { column in
        column == row.count - 1
          ? row[column]
          : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// RFC 4180, with line feeds.
  public var csv: String {
    ([header] + rows).map { row in row.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The table in Markdown.
  public var markdown: String {
    let rule = "|" + header.map { _ in " --- |" }.joined() + "\n"
    func line(_ row: [String]) -> String {
      "|" + row.map { " \(Self.escaped($0)) |" }.joined() + "\n"
    }
    return line(header) + rule + rows.map(line).joined()
  }

  private static func escaped(_ cell: String) -> String {
    cell.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
  }
}
