package import ProjectModel
public import Diagnostics
import JSON
import YAML

/// A list of webhooks from elsewhere: our own manifest, Twilio's export, or plain URLs.
public struct WebhookListing: Sendable {
  /// Whose list it is, which decides what is expected in it.
  public enum Origin: Sendable {
    /// Written by `bpmnc webhooks`: it should say all that the diagrams say.
    case manifest
    /// Twilio's numbers, messaging services or senders: they should call what Twilio has to call.
    case twilio
    /// URLs and nothing else.
    case urls
  }

  /// An entry of the list.
  public struct Item: Sendable {
    /// Empty where a number calls nothing.
    public var url: String
    /// The methods that the list says; nil where it says none.
    public var methods: [String]?
    /// The environment of a manifest; the number, SID or sender of Twilio's lists.
    public var owner: String?
    /// The SID, where the owner has another name as well.
    package var sid: String?
    /// Why the URL does not count, in words.
    var shadow: String?
    package var kind: ProjectEnvironment.Twilio.Number.Kind?
  }

  /// Why a list cannot be read.
  public struct Fault: Error, Sendable {
    /// What is wrong with the listing, in words for people.
    public var message: String
  }

  /// Where the listing comes from.
  public let origin: Origin
  /// The webhooks that it lists.
  public let items: [Item]

  /// Reads a list in JSON, YAML, CSV, TSV or as one URL a line.
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
          "\(source.path): holds no list of webhooks, of Twilio's numbers, messaging services"
          + " or senders, and no list of URLs")
    }
    let items = records.flatMap(\.items)
    let isManifest = document["webhooks"] != nil || items.contains { $0.owner != nil }
    let isTwilio = records.contains(where: \.isTwilio)
    self.init(
      origin: isTwilio ? .twilio : isManifest ? .manifest : .urls,
      items: isTwilio ? items : Self.merged(items))
  }

  /// Several events at one URL answer together what each of them does.
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

  /// One URL a line, with the method in front where it is known; `#` begins a comment.
  private static func lines(_ text: String, _ source: SourceText) throws(Fault) -> [Item] {
    var items: [Item] = []
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      guard let url = words.last, words.count <= 2, url.contains("://") else {
        throw Fault(
          message: "\(source.path):\(index + 1): '\(line)' is no URL, nor a method and a URL")
      }
      items.append(
        Item(url: String(url), methods: words.count == 2 ? [first.uppercased()] : nil))
    }
    return items
  }
}
