import Text

/// Named values in insertion order; names are unique.
public struct FEELContext: Sendable {
  private var storage: EntryStorage

  /// A context without entries.
  public init() { storage = EntryStorage.empty }

  /// The entries in order; a later one replaces the value of an earlier one with the same name.
  public init(_ entries: [(String, FEELValue)]) {
    storage = EntryStorage()
    storage.reserve(entries.count)
    for (key, value) in entries { storage.set(ContextKey(key), value) }
  }

  init(reserving count: Int) {
    storage = EntryStorage()
    storage.reserve(count)
  }

  /// The number of entries.
  public var count: Int { storage.keys.count }
  /// Whether the context is empty.
  public var isEmpty: Bool { storage.keys.isEmpty }
  /// The names in insertion order.
  public var keys: [String] { storage.keys.map(\.text) }
  /// The values in the order of their names.
  public var values: [FEELValue] { storage.values }

  /// The value for a name; setting nil removes the entry.
  public subscript(key: String) -> FEELValue? {
    get { storage.value(ContextKey(key)) }
    set {
      makeUnique()
      if let newValue {
        storage.set(ContextKey(key), newValue)
      } else {
        storage.remove(ContextKey(key))
      }
    }
  }

  /// Lookup for compiled code, which has the key's hash.
  @inline(__always)
  func value(_ key: ContextKey) -> FEELValue? { storage.value(key) }

  mutating func set(_ key: ContextKey, _ value: FEELValue) {
    makeUnique()
    storage.set(key, value)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }

  fileprivate func key(at index: Int) -> String { storage.keys[index].text }
  fileprivate func value(at index: Int) -> FEELValue { storage.values[index] }
}

/// A name with its hash, computed once per expression instead of once per lookup.
struct ContextKey: Sendable {
  let text: String
  let hash: UInt64

  init(_ text: String) {
    self.text = text
    hash = FNV1a(text).value
  }
}

extension FEELContext {
  /// The entries. Small contexts are searched linearly, larger ones through an index.
  ///
  /// Unchecked because it is mutated only while one context refers to it (`makeUnique`).
  fileprivate final class EntryStorage: @unchecked Sendable {
    static let empty = EntryStorage()
    private static let searchLimit = 12

    var keys: [ContextKey] = []
    var values: [FEELValue] = []
    private var index: [String: Int] = [:]

    func reserve(_ count: Int) {
      keys.reserveCapacity(count)
      values.reserveCapacity(count)
    }

    func copy() -> EntryStorage {
      let copy = EntryStorage()
      copy.keys = keys
      copy.values = values
      copy.index = index
      return copy
    }

    @inline(__always)
    func position(_ key: ContextKey) -> Int? {
      if keys.count > EntryStorage.searchLimit { return index[key.text] }
      return keys.withUnsafeBufferPointer { keys in
        for position in 0..<keys.count
        where keys[position].hash == key.hash && keys[position].text == key.text {
          return position
        }
        return nil
      }
    }

    @inline(__always)
    func value(_ key: ContextKey) -> FEELValue? { position(key).map { values[$0] } }

    func set(_ key: ContextKey, _ value: FEELValue) {
      if let position = position(key) {
        values[position] = value
        return
      }
      keys.append(key)
      values.append(value)
      if keys.count > EntryStorage.searchLimit + 1 {
        index[key.text] = keys.count - 1
      } else if keys.count == EntryStorage.searchLimit + 1 {
        rebuildIndex()
      }
    }

    func remove(_ key: ContextKey) {
      guard let position = position(key) else { return }
      keys.remove(at: position)
      values.remove(at: position)
      rebuildIndex()
    }

    private func rebuildIndex() {
      index.removeAll()
      guard keys.count > EntryStorage.searchLimit else { return }
      for (position, key) in keys.enumerated() { index[key.text] = position }
    }
  }
}

extension FEELContext: Sequence {
  /// Iterates over the entries in order.
  public struct Iterator: IteratorProtocol {
    fileprivate let context: FEELContext
    fileprivate var index = 0

    /// The next entry; nil after the last.
    public mutating func next() -> (key: String, value: FEELValue)? {
      guard index < context.count else { return nil }
      defer { index += 1 }
      return (context.key(at: index), context.value(at: index))
    }
  }

  /// Iterates over the current entries.
  public func makeIterator() -> Iterator { Iterator(context: self) }
  /// The exact number of entries.
  public var underestimatedCount: Int { count }
}

extension FEELContext: Hashable {
  /// Compares the entries, ignoring their order.
  public static func == (left: FEELContext, right: FEELContext) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes the entries, independent of their order.
  public func hash(into hasher: inout Hasher) {
    var sum = 0
    for (key, value) in self {
      var entry = Hasher()
      entry.combine(key)
      entry.combine(value)
      sum ^= entry.finalize()
    }
    hasher.combine(sum)
  }
}

extension FEELContext: ExpressibleByDictionaryLiteral {
  /// The context for a literal; the last of several equal names wins.
  public init(dictionaryLiteral elements: (String, FEELValue)...) { self.init(elements) }
}
