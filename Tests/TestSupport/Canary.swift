public import Foundation

/// A value that must show up nowhere, and the forms in which it could.
public struct Canary: Sendable {
  /// The value itself.
  public let value: String
  private let forms: [(name: String, bytes: Data)]

  /// - Parameter value: at least eight bytes, so that no form is found by chance.
  public init(_ value: String) {
    self.value = value
    var forms = [("plain", Data(value.utf8))]
    func add(_ name: String, _ text: String) { forms.append((name, Data(text.utf8))) }
    let unreserved = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    let percent = value.addingPercentEncoding(withAllowedCharacters: unreserved) ?? value
    add("percent-encoded", percent)
    add("form-encoded", percent.replacingOccurrences(of: "%20", with: "+"))
    // A string has a JSON form whatever it holds; without one there would be nothing to look for.
    if let json = try? JSONEncoder().encode([value]) {
      forms.append(("JSON-escaped", json.dropFirst(2).dropLast(2)))
    }
    add("escaped for XML", value.replacingOccurrences(of: "&", with: "&amp;"))
    // Base64 of a text around it: three ways to fall into groups of three bytes.
    for offset in 0...2 {
      let encoded = (Data(count: offset) + Data(value.utf8)).base64EncodedString()
      let lead = [0, 2, 3][offset]
      add("base64", String(encoded.dropFirst(lead).dropLast(4)))
    }
    self.forms = forms
  }

  /// The names of the forms that occur.
  public func found(in data: Data) -> [String] {
    forms.filter { data.range(of: $0.bytes) != nil }.map(\.name)
  }

  /// The names of the forms that occur.
  public func found(in text: String) -> [String] { found(in: Data(text.utf8)) }
}
