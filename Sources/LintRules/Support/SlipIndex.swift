import Text

/// Finds the name that a misspelt one was meant to be, without comparing it with every name.
///
/// Names that differ by one letter, or by two that changed places, are the same once a letter is
/// left out of one or both; so each name is filed under what is left of it.
struct SlipIndex {
  private let names: [String]
  private var filed: [UInt64: [Int32]] = [:]

  init(_ names: Set<String>) {
    self.names = names.sorted()
    for (index, name) in self.names.enumerated() {
      for key in Self.keys(of: name) { filed[key, default: []].append(Int32(index)) }
    }
  }

  /// The first name, in alphabetical order, for which this one is a slip.
  func name(meantBy name: String) -> String? {
    let candidates = Set(Self.keys(of: name).flatMap { filed[$0] ?? [] })
    return candidates.sorted().lazy.map { names[Int($0)] }.first { name.isSlip(for: $0) }
  }

  /// Hashes of the name in its plain form, and of it with each letter left out; digits stay, because
  /// they tell names apart on purpose.
  private static func keys(of name: String) -> Set<UInt64> {
    let scalars = name.unicodeScalars.map(\.value)
    var keys: Set<UInt64> = [hash(name.withoutJoints.unicodeScalars.map(\.value), skipping: nil)]
    keys.insert(hash(scalars, skipping: nil))
    guard scalars.count >= 5 else { return keys }
    for place in scalars.indices where !(0x30...0x39 ~= scalars[place]) {
      keys.insert(hash(scalars, skipping: place))
    }
    return keys
  }

  private static func hash(_ scalars: [UInt32], skipping place: Int?) -> UInt64 {
    var hash = FNV1a()
    for index in scalars.indices where index != place { hash.add(UInt64(scalars[index])) }
    return hash.value
  }
}

extension String {
  /// Whether this is another name with a slip of the keyboard: another case, or one letter inside.
  func isSlip(for other: String) -> Bool {
    if withoutJoints == other.withoutJoints { return true }
    let (left, right) = (Array(unicodeScalars), Array(other.unicodeScalars))
    guard min(left.count, right.count) >= 6 else { return false }
    let head = zip(left, right).prefix { $0 == $1 }.count
    let tail = zip(left.dropFirst(head).reversed(), right.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    guard head > 0, tail > 0 else { return false }
    let (one, two) = (left[head..<left.count - tail], right[head..<right.count - tail])
    // Numbers and plurals tell names apart on purpose.
    let isMeant = (one + two).contains { $0.properties.numericType != nil } || one + two == ["s"]
    guard !isMeant else { return false }
    return one.count + two.count == 1 || one.count == 1 && two.count == 1
      || one.count == 2 && two.count == 2 && one.reversed().elementsEqual(two)
  }

  /// In small letters and without what joins words.
  fileprivate var withoutJoints: String {
    lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }
}
