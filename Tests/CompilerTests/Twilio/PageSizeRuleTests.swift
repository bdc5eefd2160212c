import Testing

@Suite("Page size")
struct PageSizeRuleTests {
  @Test(
    "a page has 1 to 1000 messages",
    arguments: [
      ("1", []), ("1000", []), ("=50", []), ("=\"50\"", []), ("=size", []), ("", []),
      ("{{secrets.SIZE}}", []), ("1️⃣0", ["e1️⃣"]), ("1️⃣1001", ["e1️⃣"]), ("1️⃣many", ["e1️⃣"]),
      ("=1️⃣2000", ["e1️⃣"]), ("=\"1️⃣0\"", ["e1️⃣"]), ("=1️⃣-5", ["e1️⃣"]), ("1️⃣1.5", ["e1️⃣"]),
    ])
  func size(size: String, expected: [String]) {
    let task = TwilioDiagram.task("listMessages", "pageSizeValue=" + size)
    #expect(TwilioDiagram("page-size", task).places == expected)
  }

  @Test("an HTTP task is judged by its query parameters, other operations have no page")
  func plainTask() {
    let list = TwilioDiagram.http("method=get", "queryParameters=={PageSize: 1️⃣5000, To: to}")
    #expect(TwilioDiagram("page-size", list).places == ["e1️⃣"])
    let send = TwilioDiagram.task("sendSms", "pageSizeValue=5000")
    #expect(TwilioDiagram("page-size", send).places == [])
  }
}
