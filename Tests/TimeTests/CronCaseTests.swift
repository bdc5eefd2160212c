import Foundation
import Testing
import TestSupport
import Time

@Suite("Cron expressions from outside", .enabled(if: Cases.arePresent))
struct CronCaseTests {
  @Test("are accepted and refused as the engine does")
  func rows() throws {
    let data = Data(try Cases.bytes("execution/cron.json"))
    let rows = try JSONDecoder().decode([String: [String]].self, from: data)
    let accepted = try #require(rows["accepted"])
    let rejected = try #require(rows["rejected"])
    #expect(accepted.filter { CronExpression($0) == nil } == [])
    #expect(rejected.filter { CronExpression($0) != nil } == [])
  }
}
