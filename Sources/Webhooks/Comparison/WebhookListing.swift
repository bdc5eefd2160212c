public import Diagnostics
import JSON
package import ProjectModel
import YAML

/// A list of webhooks to compare with: a manifest, an export from Twilio, or plain URLs.
public struct WebhookListing: Sendable {
  /// The origin of a list, which determines the expected entries.
  public enum Origin: Sendable {
    /// Output of `bpmnc webhooks`, with all webhooks.
    case manifest
    /// Twilio's numbers, messaging services or senders, with the webhooks that Twilio calls.
    case twilio
    /// URLs only.
    case urls
  }

  /// An entry of the list.
  public struct Item: Sendable {
    /// The URL; empty if a number has none.
    public var url: String
    /// The methods; nil if the list has none.
    public var methods: [String]?
    /// The environment of a manifest's entry, or the number, SID or sender of Twilio's lists.
    public var owner: String?
    /// The SID, if the owner also has another name.
    package var sid: String?
    /// Why the URL has no effect.
    var noEffectReason: String?
    package var kind: ProjectEnvironment.Twilio.Number.Kind?
  }

  /// Why a list cannot be read.
  public struct Fault: Error, Sendable {
    /// The message for the user.
    public var message: String
  }

  /// The origin of the list.
  public let origin: Origin
  /// The entries.
  public let items: [Item]

  /// Reads a list in JSON, YAML, CSV or TSV, or with one URL per line.
  public init(reading source: SourceText) throws(Fault) {
    let text = Self.text(source)
    let start = text.first { !$0.isWhitespace }
    if start == "{" || start == "[" {
      try self.init(document: try Self.json(source), source)
    } else if source.path.hasSuffix(".yaml") || source.path.hasSuffix(".yml")
      || text.hasPrefix("version:")
    {
      try self.init(document: try Self.yaml(source), source)
    } else if let records = SeparatedText.records(text) {
      try self.init(document: .array(records), source)
    } else {
      self.init(origin: .urls, items: try Self.lines(text, source))
    }
  }

  private init(document: JSONValue, _ source: SourceText) throws(Fault) {
    guard let records = WebhookRecord.records(of: document) else {
      throw Fault(
        message:
          "\(source.path): expected a list of webhooks, of Twilio's numbers, messaging services"
          + " or senders, or of URLs")
    }
    let items = records.flatMap(\.items)
    let isManifest = document["webhooks"] != nil || items.contains { $0.owner != nil }
    let isTwilio = records.contains(where: \.isTwilio)
    self.init(
      origin: isTwilio ? .twilio : isManifest ? .manifest : .urls,
      items: isTwilio ? items : Self.merged(items))
  }

  /// Merges events with the same URL, which accept the methods of all.
  private static func merged(_ all: [Item]) -> [Item] {
    var merged: [Item] = []
    var places: [[String?]: Int] = [:]
    for item in all {
      if let place = places[[item.url, item.owner]] {
        guard let methods = item.methods else { continue }
        let known = merged[place].methods ?? []
        merged[place].methods = known + methods.filter { !known.contains($0) }
      } else {
        places[[item.url, item.owner]] = merged.count
        merged.append(item)
      }
    }
    return merged
  }

  private init(origin: Origin, items: [Item]) {
    self.origin = origin
    self.items = items
  }

  /// The text without a byte order mark.
  private static func text(_ source: SourceText) -> String {
    let bytes = source.bytes
    return String(
      decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...],
      as: UTF8.self)
  }

  private static func json(_ source: SourceText) throws(Fault) -> JSONValue {
    do throws(JSONSyntaxError) {
      return try JSONNode(parsing: source).plain
    } catch {
      throw fault(error.message, source, error.offset)
    }
  }

  private static func yaml(_ source: SourceText) throws(Fault) -> JSONValue {
    do throws(YAMLSyntaxError) {
      return try JSONNode(parsingYAML: source).plain
    } catch {
      throw fault(error.message, source, error.offset)
    }
  }

  private static func fault(_ message: String, _ source: SourceText, _ offset: Int) -> Fault {
    let position = source.position(at: offset)
    return Fault(message: "\(source.path):\(position.line):\(position.column): \(message)")
  }

  /// Reads one URL per line, with an optional method before it; `#` starts a comment.
  private static func lines(_ text: String, _ source: SourceText) throws(Fault) -> [Item] {
    var items: [Item] = []
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let parts = line.split(whereSeparator: \.isWhitespace)
      guard let first = parts.first, !first.hasPrefix("#") else { continue }
      guard let url = parts.last, parts.count <= 2, url.contains("://") else {
        throw Fault(
          message:
            "\(source.path):\(index + 1): expected a URL or a method and a URL, not '\(line)'")
      }
      items.append(
        Item(url: String(url), methods: parts.count == 2 ? [first.uppercased()] : nil))
    }
    return items
  }
}
