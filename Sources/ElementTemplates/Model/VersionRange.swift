public import BPMN

/// A range of semantic versions in npm's syntax: `^8.3`, `>=8.2 <9`, `8.4 - 8.6`, `8.x || 9.x`.
///
/// Source: the grammar of node-semver. Platform versions are compared without their pre-release
/// part, so that of a bound only means that it precedes the release.
public struct VersionRange: Hashable, Sendable {
  /// The range as written.
  public let text: String
  /// One of these alternatives must hold, with all of its bounds.
  private let alternatives: [[Bound]]

  private struct Bound: Hashable {
    enum Relation {
      case atLeast, above, below, atMost
    }
    var relation: Relation
    var version: PlatformVersion
    var isPreRelease = false

    func admits(_ other: PlatformVersion) -> Bool {
      switch relation {
      case .atLeast: other >= version
      case .above: isPreRelease ? other >= version : other > version
      case .below: other < version
      case .atMost: isPreRelease ? other < version : other <= version
      }
    }
  }

  /// - Returns: nil if the text is not a range.
  public init?(_ text: String) {
    self.text = text
    var alternatives: [[Bound]] = []
    for part in text.splitAtBars() {
      guard let bounds = Self.bounds(of: part) else { return nil }
      alternatives.append(bounds)
    }
    self.alternatives = alternatives
  }

  /// Whether a version is in the range.
  public func contains(_ version: PlatformVersion) -> Bool {
    alternatives.contains { $0.allSatisfy { $0.admits(version) } }
  }

  /// Whether the range contains no version at all.
  public var isContradictory: Bool {
    alternatives.allSatisfy { bounds in
      bounds.contains { lower in
        guard lower.relation == .atLeast || lower.relation == .above else {
          return lower.relation == .below && lower.version <= PlatformVersion(0, 0)
        }
        return bounds.contains { upper in
          switch upper.relation {
          case .below: upper.version <= lower.version
          case .atMost:
            upper.version < lower.version
              || (upper.version == lower.version && lower.relation == .above)
          default: false
          }
        }
      }
    }
  }

  private static func bounds(of text: Substring) -> [Bound]? {
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 3, words[1] == "-" {
      guard let lower = Partial(words[0]), let upper = Partial(words[2]) else { return nil }
      return bounds(">=", lower) + bounds("<=", upper)
    }
    var result: [Bound] = []
    var comparison = ""
    for word in words {
      comparison += word.prefix { !($0.isASCIIDigit || "vxX*".contains($0)) }
      let rest = word.drop { !($0.isASCIIDigit || "vxX*".contains($0)) }
      if rest.isEmpty { continue }
      guard ["", "=", "^", "~", "~>", ">", ">=", "<", "<="].contains(comparison),
        let version = Partial(rest)
      else { return nil }
      result += bounds(comparison, version)
      comparison = ""
    }
    return comparison.isEmpty ? result : nil
  }

  /// The bounds of a comparison with a version that may lack its last components.
  private static func bounds(_ comparison: String, _ partial: Partial) -> [Bound] {
    let floor = partial.floor
    let from = Bound(relation: .atLeast, version: floor, isPreRelease: partial.isPreRelease)
    func upTo(_ version: PlatformVersion?) -> [Bound] {
      version.map { [from, Bound(relation: .below, version: $0)] } ?? [from]
    }
    let exact = partial.patch != nil
    switch comparison {
    case "^":
      if floor.major > 0 || partial.minor == nil { return upTo(partial.major.map(next(major:))) }
      if floor.minor > 0 || !exact { return upTo(PlatformVersion(0, floor.minor + 1)) }
      return upTo(PlatformVersion(0, 0, floor.patch + 1))
    case "~", "~>":
      return upTo(
        partial.minor == nil
          ? partial.major.map(next(major:)) : PlatformVersion(floor.major, floor.minor + 1))
    case ">=":
      return [from]
    case ">":
      if exact {
        return [Bound(relation: .above, version: floor, isPreRelease: partial.isPreRelease)]
      }
      // Greater than every 8 means from 9 on; greater than everything is empty.
      return [
        partial.end.map { Bound(relation: .atLeast, version: $0) }
          ?? Bound(relation: .below, version: PlatformVersion(0, 0))
      ]
    case "<":
      return [Bound(relation: .below, version: floor)]
    case "<=":
      if exact {
        return [Bound(relation: .atMost, version: floor, isPreRelease: partial.isPreRelease)]
      }
      return partial.end.map { [Bound(relation: .below, version: $0)] } ?? []
    default:
      if exact {
        return [from, Bound(relation: .atMost, version: floor, isPreRelease: partial.isPreRelease)]
      }
      return upTo(partial.end)
    }
  }

  private static func next(major: Int) -> PlatformVersion { PlatformVersion(major + 1, 0) }

  /// A version in a range, in which `x`, `*` or an omitted component stands for any number.
  private struct Partial {
    var major: Int?
    var minor: Int?
    var patch: Int?
    var isPreRelease = false

    init?(_ text: Substring) {
      var text = text.first == "v" ? text.dropFirst() : text
      text = text.prefix { $0 != "+" }
      let core = text.prefix { $0 != "-" }
      isPreRelease = core.endIndex != text.endIndex
      let parts = core.split(separator: ".", omittingEmptySubsequences: false)
      guard 1...3 ~= parts.count else { return nil }
      var numbers: [Int?] = []
      for part in parts {
        if part == "x" || part == "X" || part == "*" {
          numbers.append(nil)
        } else {
          guard let number = Int32(part), number >= 0 else { return nil }
          numbers.append(Int(number))
        }
      }
      numbers += [Int?](repeating: nil, count: 3 - numbers.count)
      major = numbers[0]
      minor = major == nil ? nil : numbers[1]
      patch = minor == nil ? nil : numbers[2]
    }

    /// The lowest version that it matches.
    var floor: PlatformVersion { PlatformVersion(major ?? 0, minor ?? 0, patch ?? 0) }

    /// The first version after all that it matches; nil if it matches any.
    var end: PlatformVersion? {
      guard let major else { return nil }
      guard let minor else { return PlatformVersion(major + 1, 0) }
      return PlatformVersion(major, minor + 1)
    }
  }
}

extension String {
  /// The parts between `||`.
  fileprivate func splitAtBars() -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      let next = self.index(after: index)
      if self[index] == "|", next < endIndex, self[next] == "|" {
        parts.append(self[start..<index])
        start = self.index(after: next)
        index = start
      } else {
        index = next
      }
    }
    return parts + [self[start...]]
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
