import HTTP

/// A page of a list: `Page`, `PageSize`, and `PageToken`, which contains the SID of the item before
/// the page, so that new items do not shift it.
struct ListPage<Item> {
  let items: ArraySlice<Item>
  let number: Int
  let size: Int
  private let sid: (Item) -> String
  private let hasNext: Bool
  private let hasPrevious: Bool

  /// The token prefixes of the page after an item and of the page before it.
  private var after: String { "PA" }
  private var before: String { "PB" }

  /// - Parameter all: all items that match the filters, in order.
  init(
    _ query: FormBody, of all: [Item], sid: @escaping (Item) -> String
  ) throws(TwilioError) {
    self.sid = sid
    number = try Self.number(query, "Page", 0, atLeast: 0)
    // A larger page size is reduced to the maximum.
    size = min(try Self.number(query, "PageSize", 50, atLeast: 1), 1000)
    let token = query["PageToken"] ?? ""
    guard number > 0 else {
      (items, hasPrevious) = (all.prefix(size), false)
      hasNext = all.count > size
      return
    }
    guard !token.isEmpty else {
      throw .init(.invalidParameter, "PageToken is required for paging.")
    }
    guard token.hasPrefix("PA") || token.hasPrefix("PB"),
      let index = all.firstIndex(where: { sid($0) == token.dropFirst(2) })
    else { throw .init(.invalidPageToken, "PageToken \(token) is not valid.") }
    items =
      token.hasPrefix("PA") ? all[(index + 1)...].prefix(size) : all[..<index].suffix(size)
    hasNext = items.endIndex < all.endIndex
    hasPrevious = items.startIndex > 0
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

  /// The index of the first item in the list, and of the last.
  var start: Int { number * size }
  var end: Int { start + max(items.count - 1, 0) }

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
      hasNext ? items.last.map { text(number + 1, after + sid($0)) } : nil,
      hasPrevious
        ? items.first.map { number == 1 ? text(0, nil) : text(number - 1, before + sid($0)) }
        : nil
    )
  }
}
