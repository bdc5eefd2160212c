import HTTP
import JSON

/// The two forms of lists in Twilio's APIs.
extension TwilioAPI {
  /// A list of the 2010 API: flat, with relative URIs. Clients accept no other members.
  func page<Item>(
    _ call: APICall, _ all: [Item], _ name: String, sid: @escaping (Item) -> String,
    _ json: (Item) -> JSONValue
  ) throws(TwilioError) -> ServerResponse {
    let page = try ListPage(call.query, of: all, sid: sid)
    let queries = page.queries(call.query)
    let uri = { (query: String?) in JSONValue(query.map { "\(call.path)?\($0)" }) }
    return .json(
      200,
      .object([
        ("first_page_uri", uri(queries.first)), ("start", JSONValue(page.start)),
        ("end", JSONValue(page.end)), ("page", JSONValue(page.number)),
        ("page_size", JSONValue(page.size)), (name, .array(page.items.map(json))),
        ("next_page_uri", uri(queries.next)), ("previous_page_uri", uri(queries.previous)),
        ("uri", uri(queries.own)),
      ]))
  }

  /// A list of the newer APIs: with a `meta` object and absolute URLs of this server.
  func metaPage<Item>(
    _ call: APICall, _ all: [Item], _ name: String, sid: @escaping (Item) -> String,
    _ json: (Item) -> JSONValue
  ) throws(TwilioError) -> ServerResponse {
    let page = try ListPage(call.query, of: all, sid: sid)
    let queries = page.queries(call.query)
    let url = { (query: String?) in
      JSONValue(query.map { "\(call.origin)\(call.path)?\($0)" })
    }
    let meta: [(String, JSONValue)] = [
      ("page", JSONValue(page.number)), ("page_size", JSONValue(page.size)),
      ("first_page_url", url(queries.first)), ("previous_page_url", url(queries.previous)),
      ("next_page_url", url(queries.next)), ("url", url(queries.own)), ("key", .string(name)),
    ]
    return .json(
      200, .object([("meta", .object(meta)), (name, .array(page.items.map(json)))]))
  }
}
