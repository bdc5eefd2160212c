import FEEL
import FoundationEssentials
import JSON

/// A file of cases from outside; nil where the folder of cases is missing.
struct CaseFile {
  struct Row {
    var id: String
    var expression: String
    var context: FEELContext
    var json: JSONValue
  }

  /// The system's time zones, which some rows name.
  struct SystemZones: FEELTimeZoneProvider {
    func timeZoneFile(named name: String) -> [UInt8]? {
      guard !name.contains("..") else { return nil }
      // A file that can't be read is a zone that the system does not have.
      return (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))).map {
        [UInt8]($0)
      }
    }
  }

  static let environment = FEELEnvironment(timeZones: SystemZones())
  var rows: [Row]

  static var folder: URL {
    let path = ProcessInfo.processInfo.environment["BPMNC_CASES"]
    if let path { return URL(filePath: path) }
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return package.appending(path: "../shared/cases")
  }

  static func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "feel/\(name)").path)
  }

  init(_ name: String) throws {
    let text = try String(
      contentsOf: CaseFile.folder.appending(path: "feel/\(name)"), encoding: .utf8)
    rows = try text.split(separator: "\n").map { line in
      let json = try JSONValue(parsing: String(line))
      var context = FEELContext()
      for (key, value) in json["context"]?.object?.members ?? [] {
        context[key] = FEELValue(typed: value, in: CaseFile.environment) ?? .null
      }
      return Row(
        id: json["id"]?.string ?? "", expression: json["expression"]?.string ?? "",
        context: context, json: json)
    }
  }

  /// Whether a value is the expected one: numbers within 1e-8 of each other, durations by amount.
  static func agrees(_ value: FEELValue, with expected: JSONValue) -> Bool {
    if case .function = value { return expected["fn"]?.bool == true }
    if case .context(let context) = value, let members = expected["ctx"]?.object?.members {
      return members.count == context.count
        && members.allSatisfy { member in
          context[member.key].map { agrees($0, with: member.value) } ?? false
        }
    }
    if case .list(let items) = value, let wanted = expected.array {
      return items.count == wanted.count && zip(items, wanted).allSatisfy { agrees($0, with: $1) }
    }
    guard let wanted = FEELValue(typed: expected, in: environment) else { return false }
    if case .number(let left) = value, case .number(let right) = wanted {
      if left == right { return true }
      let (left, right) = (Double(left.description) ?? 0, Double(right.description) ?? 0)
      return abs(left - right) <= 1e-8 * max(abs(left), abs(right))
    }
    return value == wanted
  }
}
