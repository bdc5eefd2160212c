/// A table of text with column headers.
package struct TextTable: Sendable {
  /// The column headers.
  package var header: [String]
  /// The cells, row by row.
  package var rows: [[String]]

  /// A table from its headers and cells.
  package init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// The table as text with aligned columns.
  package var text: String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].displayWidth }.max() ?? 0
    }
    return ([header] + rows).map { row in
      let cells = row.indices.map { column in
        column == row.count - 1
          ? row[column]
          : row[column] + String(repeating: " ", count: widths[column] - row[column].displayWidth)
      }
      return cells.joined(separator: "  ").trimmedEnd(of: " ") + "\n"
    }.joined()
  }

  /// CSV (RFC 4180) with line feeds.
  package var csv: String {
    ([header] + rows).map { row in row.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return cell }
    return "\""
      + cell.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The table in Markdown.
  package var markdown: String {
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
