/// A time zone of the tz database, read from its TZif file (RFC 9636).
public final class FEELTimeZone: Sendable {
  /// The name in values: `Europe/Berlin`.
  public let name: String
  /// The transitions, in seconds since 1970.
  private let transitions: [Int]
  private let offsets: [Int]
  /// The offset before the first transition.
  private let firstOffset: Int
  /// The rule after the last transition.
  private let rule: TimeZoneRule?

  /// Reads the bytes of a TZif file; nil if they are not one.
  public init?(name: String, tzif bytes: [UInt8]) {
    guard var file = TZifReader(bytes), let data = file.read() else { return nil }
    self.name = name
    transitions = data.transitions
    offsets = data.offsets
    firstOffset = data.firstOffset
    rule = TimeZoneRule(data.footer)
  }

  /// A zone with a fixed offset.
  init(name: String, fixedOffset: Int) {
    self.name = name
    (transitions, offsets, firstOffset, rule) = ([], [], fixedOffset, nil)
  }

  /// UTC under one of its other names; nil for any other zone.
  convenience init?(utcNamed name: String) {
    guard ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu"].contains(name) else {
      return nil
    }
    self.init(name: name, fixedOffset: 0)
  }

  /// Seconds east of UTC at an instant.
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

  /// Seconds east of UTC at a local time: the first if it occurs twice; the offset before the gap
  /// if it is skipped, as in java.time.
  func offset(atLocalSecond second: Int) -> Int {
    let before = offset(atEpochSecond: second - 86_400)
    if offset(atEpochSecond: second - before) == before { return before }
    let after = offset(atEpochSecond: second + 86_400)
    return offset(atEpochSecond: second - after) == after ? after : before
  }

  /// The offset of the current standard time, for times of day without a date.
  var standardOffset: Int { rule?.offsetWithoutSummer ?? offsets.last ?? firstOffset }
}

extension FEELTimeZone: Hashable {
  /// Compares by name: two files for one name are two versions of one zone.
  public static func == (left: FEELTimeZone, right: FEELTimeZone) -> Bool {
    left.name == right.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
