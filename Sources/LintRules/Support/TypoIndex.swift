import Text

/// Finds the name that a misspelled one was probably meant to be, without comparing it with every
/// name.
///
/// Names that differ by one letter, or by two swapped letters, are equal after removing a letter
/// from one or both; so each name is indexed under its forms with one letter removed.
struct TypoIndex {
  private let names: [String]
  private var entries: [UInt64: [Int32]] = [:]

  init(_ names: Set<String>) {
    self.names = names.sorted()
    for (index, name) in self.names.enumerated() {
      for key in Self.keys(of: name) { entries[key, default: []].append(Int32(index)) }
    }
  }

  /// The first name, in alphabetical order, of which this one is a typo.
  func correction(of name: String) -> String? {
    let candidates = Set(Self.keys(of: name).flatMap { entries[$0] ?? [] })
    return candidates.sorted().lazy.map { names[Int($0)] }.first { name.isTypo(of: $0) }
  }

  /// Hashes of the name in its normalized form and with each letter removed; digits are kept,
  /// because they distinguish names intentionally.
  private static func keys(of name: String) -> Set<UInt64> {
    let scalars = name.unicodeScalars.map(\.value)
    var keys: Set<UInt64> = [hash(name.normalized.unicodeScalars.map(\.value), skipping: nil)]
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
  /// Whether this is a typo of another name: a difference in case, or in one inner letter.
  func isTypo(of other: String) -> Bool {
    if normalized == other.normalized { return true }
    let (left, right) = (Array(unicodeScalars), Array(other.unicodeScalars))
    guard min(left.count, right.count) >= 6 else { return false }
    let head = zip(left, right).prefix { $0 == $1 }.count
    let tail = zip(left.dropFirst(head).reversed(), right.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    guard head > 0, tail > 0 else { return false }
    let (one, two) = (left[head..<left.count - tail], right[head..<right.count - tail])
    // Numbers and plurals distinguish names intentionally.
    let isMeant = (one + two).contains { $0.properties.numericType != nil } || one + two == ["s"]
    guard !isMeant else { return false }
    return one.count + two.count == 1 || one.count == 1 && two.count == 1
      || one.count == 2 && two.count == 2 && one.reversed().elementsEqual(two)
  }

  /// In lower case and without word separators.
  fileprivate var normalized: String {
    lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
  }
}
