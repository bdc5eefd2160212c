import Synchronization
import Text

/// A seeded random number generator (SplitMix64): the same command always produces the same
/// numbers.
final class SeededRandom: Sendable {
  private let state: Mutex<UInt64>

  init(seed: UInt64) {
    state = Mutex(seed)
  }

  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = state
      value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  /// A random UUID (RFC 9562, version 4) in its canonical form.
  func uuid() -> String {
    let high = next() & ~0xF000 | 0x4000
    let low = next() & ~(0xC000 << 48) | (0x8000 << 48)
    return (UInt128(high) << 64 | UInt128(low)).uuidText
  }
}
