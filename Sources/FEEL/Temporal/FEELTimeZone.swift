/// A zone of the tz database, read from its TZif file (RFC 9636).
public final class FEELTimeZone: Sendable {
  /// The name by which values show it: `Europe/Berlin`.
  public let name: String
  /// Seconds since 1970 from which each offset holds.
  private let transitions: [Int]
  private let offsets: [Int]
  /// The offset before the first transition.
  private let firstOffset: Int
  /// The rule after the last transition.
  private let rule: TimeZoneRule?

  /// Reads the bytes of a TZif file; nil when they are not one.
  public init?(name: String, tzif bytes: [UInt8]) {
    guard var file = TZifReader(bytes), let data = file.read() else { return nil }
    self.name = name
    transitions = data.transitions
    offsets = data.offsets
    firstOffset = data.firstOffset
    rule = TimeZoneRule(data.footer)
  }

  /// A zone whose clocks never change.
  init(name: String, fixedOffset: Int) {
    self.name = name
    (transitions, offsets, firstOffset, rule) = ([], [], fixedOffset, nil)
  }

  /// Universal time under one of its own names; nil for any other.
  convenience init?(utcNamed name: String) {
    guard ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu"].contains(name) else {
      return nil
    }
    self.init(name: name, fixedOffset: 0)
  }

  /// Seconds east of Greenwich at an instant.
  public func offset(atEpochSecond second: Int) -> Int {
    guard let last = transitions.last else {
      return rule?.offset(atEpochSecond: second) ?? firstOffset
    }
    if second >= last, let rule { return rule.offset(atEpochSecond: second) }
    // The last transition that is not after the instant.
    var (lower, upper) = (0, transitions.count)
    while lower < upper {
      let middle = (lower + upper) / 2
      if transitions[middle] <= second { lower = middle + 1 } else { upper = middle }
    }
    return lower == 0 ? firstOffset : offsets[lower - 1]
  }

  /// Seconds east of Greenwich when clocks show a local time. Where they show it twice it is the
  /// first; where they skip it, the offset before the gap counts, as java.time has it.
  func offset(atLocalSecond second: Int) -> Int {
    let before = offset(atEpochSecond: second - 86_400)
    if offset(atEpochSecond: second - before) == before { return before }
    let after = offset(atEpochSecond: second + 86_400)
    return offset(atEpochSecond: second - after) == after ? after : before
  }

  /// The offset of the standard time that holds now, for times of day without a date.
  var standardOffset: Int { rule?.offsetWithoutSummer ?? offsets.last ?? firstOffset }
}

extension FEELTimeZone: Hashable {
  /// By name: two files for one name are two versions of one zone.
  public static func == (left: FEELTimeZone, right: FEELTimeZone) -> Bool {
    left.name == right.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
