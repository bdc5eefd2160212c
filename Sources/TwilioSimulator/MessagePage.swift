import HTTP

/// A page of a list: `Page`, `PageSize`, and `PageToken`, which names the message before the page,
/// so that new messages do not shift it.
struct MessagePage {
  let messages: ArraySlice<TwilioMessage>
  let number: Int
  let size: Int
  private let hasNext: Bool
  private let hasPrevious: Bool

  /// The token prefixes of the page after a message and of the page before it.
  private static let (after, before) = ("PA", "PB")
  private static let maximumSize = 1000

  /// - Parameter all: all messages that match the filters, newest first.
  init(_ query: FormBody, of all: [TwilioMessage]) throws(TwilioError) {
    number = try Self.number(query, "Page", 0, atLeast: 0)
    // A larger page size is reduced to the maximum.
    size = min(try Self.number(query, "PageSize", 50, atLeast: 1), Self.maximumSize)
    let token = query["PageToken"] ?? ""
    guard number > 0 else {
      (messages, hasPrevious) = (all.prefix(size), false)
      hasNext = all.count > size
      return
    }
    guard !token.isEmpty else {
      throw .init(.invalidParameter, "PageToken is required for paging.")
    }
    guard token.hasPrefix(Self.after) || token.hasPrefix(Self.before),
      let index = all.firstIndex(where: { $0.sid == token.dropFirst(2) })
    else { throw .init(.invalidPageToken, "PageToken \(token) is not valid.") }
    messages =
      token.hasPrefix(Self.after)
      ? all[(index + 1)...].prefix(size) : all[..<index].suffix(size)
    hasNext = messages.endIndex < all.endIndex
    hasPrevious = messages.startIndex > 0
  }

  private static func number(
    _ query: FormBody, _ name: String, _ fallback: Int, atLeast least: Int
  ) throws(TwilioError) -> Int {
    guard let text = query[name], !text.isEmpty else { return fallback }
    guard let number = Int(text), number >= least else {
      throw .init(
        .invalidParameter, "\(name) must be a number from \(least), not '\(text)'.")
    }
    return number
  }

  /// The index of the first message in the list, and of the last.
  var start: Int { number * size }
  var end: Int { start + max(messages.count - 1, 0) }

  /// The queries of the first page, this page, the next and the previous page.
  func queries(_ query: FormBody) -> (first: String, own: String, next: String?, previous: String?)
  {
    let filters = query.pairs.filter { !["Page", "PageSize", "PageToken"].contains($0.name) }
      .map { ($0.name, $0.value) }
    func text(_ number: Int, _ token: String?) -> String {
      FormBody(
        filters + [("PageSize", String(size)), ("Page", String(number))]
          + (token.map { [("PageToken", $0)] } ?? [])
      ).text
    }
    return (
      text(0, nil), text(number, number > 0 ? query["PageToken"] : nil),
      hasNext ? messages.last.map { text(number + 1, Self.after + $0.sid) } : nil,
      hasPrevious
        ? messages.first.map { number == 1 ? text(0, nil) : text(number - 1, Self.before + $0.sid) }
        : nil
    )
  }
}
