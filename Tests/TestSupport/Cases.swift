public import Foundation

/// The test data from outside, which is no part of the repository.
///
/// It is looked for where `BPMNC_CASES` says, else beside the package. Tests that need it carry
/// `.enabled(if: Cases.arePresent)` and so report themselves skipped without it.
public enum Cases {
  /// Where the data is looked for.
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["BPMNC_CASES"] {
      return URL(filePath: path)
    }
    return packageFolder.deletingLastPathComponent().appending(path: "shared/cases")
  }()

  /// The folder of Package.swift.
  public static let packageFolder: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether the data is there.
  public static let arePresent = FileManager.default.fileExists(
    atPath: folder.appending(path: "README.md").path)

  /// A file's bytes.
  public static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  /// A file's text; what is no UTF-8 becomes U+FFFD.
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The names of the real diagrams, sorted.
  public static func diagramNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "diagrams").path)
      .filter { $0.hasSuffix(".bpmn") || $0.hasSuffix(".xml") }
      .sorted()
  }

  /// The rows of a tab-separated file by column name, with `\t \n \r \\` resolved.
  public static func rows(_ path: String) throws -> [[String: String]] {
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: true)
    guard let head = lines.first?.split(separator: "\t", omittingEmptySubsequences: false) else {
      return []
    }
    return lines.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(unescape)
      return Dictionary(uniqueKeysWithValues: zip(head.map(String.init), cells))
    }
  }

  private static func unescape(_ cell: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in cell {
      if isEscaped {
        switch character {
        case "t": result.append("\t")
        case "n": result.append("\n")
        case "r": result.append("\r")
        default: result.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
