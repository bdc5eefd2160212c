import Glibc
import XML

/// The elements of a document by id.
///
/// Each id is looked up several times, once per reference; so the bytes of the file are compared
/// directly, without creating strings.
struct IDTable: Sendable {
  private let document: XMLDocument
  /// Open addressing with a load factor below one half.
  private var slots: [Slot]

  private struct Slot: Sendable {
    var hash: UInt32 = 0
    /// The XML index, -1 for an empty slot.
    var element: Int32 = -1
  }

  /// A table with capacity for one id per element.
  init(_ document: XMLDocument) {
    self.document = document
    var size = 4
    while size < 2 * document.elementCount { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
  }

  /// Adds an element by its id, unless another element has the id.
  ///
  /// - Returns: the XML index of the other element.
  mutating func add(_ id: XMLAttribute) -> Int32? {
    id.withValueBytes { bytes in
      let hash = SeededHash.of(bytes)
      let slot = slot(of: bytes, hash)
      if slots[slot].element >= 0 { return slots[slot].element }
      slots[slot] = Slot(hash: hash, element: Int32(id.element.index))
      return nil
    }
  }

  /// The XML index of the first element with an id.
  func find(_ id: UnsafeBufferPointer<UInt8>) -> Int32? {
    let index = slots[slot(of: id, SeededHash.of(id))].element
    return index < 0 ? nil : index
  }

  /// The slot of an id, or the empty slot to insert it into.
  private func slot(of id: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Int {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot].element >= 0 {
      if slots[slot].hash == hash, isID(id, ofElement: slots[slot].element) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isID(_ id: UnsafeBufferPointer<UInt8>, ofElement index: Int32) -> Bool {
    guard let own = document.element(at: Int(index)).idAttribute else { return false }
    return own.withValueBytes { own in
      guard own.count == id.count, let left = own.baseAddress, let right = id.baseAddress else {
        return own.isEmpty && id.isEmpty
      }
      return memcmp(left, right, own.count) == 0
    }
  }
}
