import EngineProtocol

/// Which version of another resource an element uses.
enum ResourceBinding: Sendable {
  /// The newest one when the element is activated.
  case latest
  /// The one deployed together with the process.
  case deployment
  /// The newest one with the tag.
  case versionTag(String)
}

/// A resource by its id, and what decides on its version.
struct BoundID: Sendable, Hashable {
  enum Version: Sendable, Hashable {
    case deployment(EngineKey)
    case tag(String)
  }

  let id: String
  let version: Version
}
