import Glibc

/// Consecutive numbers for names, in a hash table that is fast for names it does not contain: rules
/// look up many names that a file does not use.
package struct NameNumbers: Sendable {
  /// Open addressing with a load factor below one half.
  private var slots: [Slot]
  /// All names in the order of their numbers.
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  private struct Slot: Sendable {
    var hash: UInt32 = 0
    /// -1 for an empty slot.
    var number: Int32 = -1
  }

  private struct Entry: Sendable {
    var start: Int
    var end: Int
    var space: Int
  }

  /// An empty table.
  package init() {
    slots = Array(repeating: Slot(), count: 16)
  }

  package var count: Int { entries.count }

  /// The number of a name, which is new if the table does not contain the name yet.
  /// - Parameter space: equal names in different spaces are different names.
  @discardableResult
  package mutating func add(_ name: UnsafeBufferPointer<UInt8>, space: Int = 0) -> Int {
    let hash = SeededHash.of(name)
    let slot = slot(of: name, space, hash)
    if slots[slot].number >= 0 { return Int(slots[slot].number) }
    let number = entries.count
    slots[slot] = Slot(hash: hash, number: Int32(number))
    entries.append(Entry(start: bytes.count, end: bytes.count + name.count, space: space))
    bytes.append(contentsOf: name)
    if 2 * entries.count >= slots.count { grow() }
    return number
  }

  /// The same for a string.
  @discardableResult
  package mutating func add(_ name: String, space: Int = 0) -> Int {
    var name = name
    return name.withUTF8 { add($0, space: space) }
  }

  /// The number of a name that was added.
  package func number(of name: UnsafeBufferPointer<UInt8>, space: Int = 0) -> Int? {
    let number = slots[slot(of: name, space, SeededHash.of(name))].number
    return number < 0 ? nil : Int(number)
  }

  /// The same for a string.
  package func number(of name: String, space: Int = 0) -> Int? {
    var name = name
    return name.withUTF8 { number(of: $0, space: space) }
  }

  /// The slot of a name, or the empty slot to insert it into.
  private func slot(of name: UnsafeBufferPointer<UInt8>, _ space: Int, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].number >= 0 {
      if slots[slot].hash == hash, isName(name, space, Int(slots[slot].number)) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isName(_ name: UnsafeBufferPointer<UInt8>, _ space: Int, _ number: Int) -> Bool {
    let entry = entries[number]
    guard entry.space == space, entry.end - entry.start == name.count else { return false }
    guard let right = name.baseAddress else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let left = bytes.baseAddress else { return false }
      return memcmp(left + entry.start, right, name.count) == 0
    }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: 2 * old.count)
    for moved in old where moved.number >= 0 {
      var slot = Int(moved.hash) & (slots.count - 1)
      while slots[slot].number >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = moved
    }
  }
}
