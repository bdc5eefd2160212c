import HTTP
import JSON

/// An error of Twilio's API, with Twilio's code and a message of the simulator.
///
/// Source: Twilio documentation, "Error and Warning Dictionary".
struct TwilioError: Error {
  /// The codes that the simulator returns.
  enum Code: Int {
    case invalidParameter = 20001
    case unauthorized = 20003
    case methodNotAllowed = 20004
    case testCredentials = 20008
    case messageInProgress = 20009
    case notSimulated = 501
    case notFound = 20404
    case tooManyRequests = 20429
    case serverError = 20500
    case unavailable = 20503
    case invalidTo = 21211
    case invalidFrom = 21212
    case invalidApplication = 21218
    case invalidURL = 21402
    case invalidMethod = 21403
    case fallbackWithoutURL = 21406
    case regionNotEnabled = 21408
    case unknownApplication = 21420
    case invalidNumber = 21421
    case unavailableNumber = 21422
    case missingPhoneNumber = 21451
    case unavailableAreaCode = 21452
    case invalidPageToken = 21481
    case foreignSender = 21606
    case missingBody = 21602
    case missingFrom = 21603
    case missingTo = 21604
    case invalidStatusCallback = 21609
    case optedOut = 21610
    case queueFull = 21611
    case noRoute = 21612
    case notMobile = 21614
    case bodyTooLong = 21617
    case missingContent = 21619
    case invalidMediaURL = 21620
    case tooManyMedia = 21623
    case invalidValidityPeriod = 21624
    case variablesWithoutContent = 21654
    case invalidContent = 21655
    case invalidContentVariables = 21656
    case fallbackWithFrom = 21664
    case fallbackWithoutService = 21666
    case unknownService = 21701
    case noFittingSender = 21703
    case emptyService = 21704
    case invalidService = 21705
    case alreadyInService = 21710
    case senderNotInService = 21711
    case inOtherService = 21712
    case poolFull = 21714
    case mixedChannels = 21910
    case invalidContentRetention = 30029
    case invalidAddressRetention = 30030
    case notCancelable = 30409
    case missingSendAt = 35111
    case invalidSendAt = 35114
    case scheduleWithoutService = 35118
    case invalidScheduleType = 35126
    case unknownWhatsAppSender = 63007
    case sameWhatsAppAddress = 63031
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  private var status: Int {
    switch code {
    case .unauthorized: 401
    case .testCredentials: 403
    case .notSimulated: 501
    case .tooManyRequests: 429
    case .serverError: 500
    case .unavailable: 503
    case .notFound: 404
    case .methodNotAllowed: 405
    case .messageInProgress, .notCancelable, .alreadyInService: 409
    default: 400
    }
  }

  var response: ServerResponse {
    var response = ServerResponse.json(
      status,
      .object([
        ("code", JSONValue(code.rawValue)), ("message", .string(message)),
        ("more_info", .string("https://www.twilio.com/docs/errors/\(code.rawValue)")),
        ("status", JSONValue(status)),
      ]))
    if status == 401 {
      response.headers.append(("WWW-Authenticate", "Basic realm=\"Twilio API\""))
    }
    return response
  }
}
