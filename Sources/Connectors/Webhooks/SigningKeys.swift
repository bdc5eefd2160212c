package import HTTP
import Synchronization

/// The key sets with which tokens are verified, requested when needed and kept for a while.
package final class SigningKeys: Sendable {
  /// Why a key set is not available.
  struct Fault: Error {
    /// The problem, as a sentence.
    var message: String
  }

  typealias Keys = Result<[JSONWebKey], Fault>

  private struct Entry {
    var keys: Keys
    /// Seconds since 1970.
    var time: Int64
  }

  private struct State {
    /// By URL.
    var entries: [String: Entry] = [:]
    var requests: [String: Task<Keys, Never>] = [:]
  }

  private let transport: any HTTPTransport
  private let destination: Destination
  private let now: @Sendable () -> Int64
  private let state = Mutex(State())

  /// Seconds after which a key set is requested again.
  private static let lifetime: Int64 = 600
  /// Seconds between requests for one key set: anybody can send tokens with unknown keys.
  private static let pause: Int64 = 6
  private static let maximumSize = 1024 * 1024

  /// - Parameter now: seconds since 1970.
  package init(
    transport: any HTTPTransport, destination: Destination, now: @escaping @Sendable () -> Int64
  ) {
    self.transport = transport
    self.destination = destination
    self.now = now
  }

  /// The current time, in seconds since 1970.
  var time: Int64 { now() }

  /// The keys of a set; requests it if it is old or does not have the token's key.
  func keys(at url: String, for token: JSONWebToken) async -> Keys {
    let time = now()
    let request: Task<Keys, Never>? = state.withLock { state in
      if let entry = state.entries[url], Self.isUsable(entry, token, time) { return nil }
      if let request = state.requests[url] { return request }
      let request = Task { await self.request(url) }
      state.requests[url] = request
      return request
    }
    if let request { return await request.value }
    return state.withLock { $0.entries[url]?.keys } ?? .failure(Fault(message: "No keys."))
  }

  private static func isUsable(_ entry: Entry, _ token: JSONWebToken, _ time: Int64) -> Bool {
    let age = time - entry.time
    guard age >= pause else { return true }
    guard age < lifetime, case .success(let keys) = entry.keys else { return false }
    return token.keyID == nil || keys.contains { $0.id == token.keyID }
  }

  private func request(_ url: String) async -> Keys {
    let keys: Keys
    do { keys = .success(try await send(url)) } catch { keys = .failure(error) }
    let entry = Entry(keys: keys, time: now())
    state.withLock { state in
      state.requests[url] = nil
      state.entries[url] = entry
    }
    return keys
  }

  private func send(_ url: String) async throws(Fault) -> [JSONWebKey] {
    let resolved: String
    do { resolved = try destination.resolve(url) } catch { throw Fault(message: error.message) }
    let request = OutgoingRequest(
      method: "GET", url: resolved,
      headers: [("Accept", "application/json"), ("User-Agent", "bpmnc")])
    let response: ReceivedResponse
    do { response = try await transport.send(request) } catch {
      throw Fault(message: error.message)
    }
    guard response.status == 200 else {
      throw Fault(message: "\(request.host) answered \(response.status).")
    }
    guard response.body.count <= Self.maximumSize, let keys = JSONWebKey.keys(response.body) else {
      throw Fault(message: "The response of \(request.host) is not a key set.")
    }
    return keys
  }
}
