namespace MailKit.Net.Smtp
{
    [Flags]
    public enum SmtpCapabilities
    {
        None = 0,
        Size = 1 << 0,
        Dsn = 1 << 1,
        EnhancedStatusCodes = 1 << 2,
        Authentication = 1 << 3,
        EightBitMime = 1 << 4,
        Pipelining = 1 << 5,
        BinaryMime = 1 << 6,
        Chunking = 1 << 7,
        StartTLS = 1 << 8,
        UTF8 = 1 << 9,
        RequireTLS = 1 << 10,
    }

    public enum SmtpErrorCode
    {
        MessageNotAccepted,
        SenderNotAccepted,
        RecipientNotAccepted,
        UnexpectedStatusCode,
    }

    public enum SmtpStatusCode
    {
        SystemStatus = 211,
        HelpMessage = 214,
        ServiceReady = 220,
        ServiceClosingTransmissionChannel = 221,
        AuthenticationSuccessful = 235,
        Ok = 250,
        UserNotLocalWillForward = 251,
        CannotVerifyUserWillAttemptDelivery = 252,
        AuthenticationChallenge = 334,
        StartMailInput = 354,
        ServiceNotAvailable = 421,
        PasswordTransitionNeeded = 432,
        MailboxBusy = 450,
        ErrorInProcessing = 451,
        InsufficientStorage = 452,
        TemporaryAuthenticationFailure = 454,
        CommandUnrecognized = 500,
        SyntaxError = 501,
        CommandNotImplemented = 502,
        BadCommandSequence = 503,
        CommandParameterNotImplemented = 504,
        AuthenticationRequired = 530,
        AuthenticationMechanismTooWeak = 534,
        AuthenticationInvalidCredentials = 535,
        EncryptionRequiredForAuthenticationMechanism = 538,
        MailboxUnavailable = 550,
        UserNotLocalTryAlternatePath = 551,
        ExceededStorageAllocation = 552,
        MailboxNameNotAllowed = 553,
        TransactionFailed = 554,
        MailFromOrRcptToParametersNotRecognizedOrNotImplemented = 555,
    }
}

namespace MailKit.Security
{
    public enum SecureSocketOptions
    {
        None,
        Auto,
        SslOnConnect,
        StartTls,
        StartTlsWhenAvailable,
    }
}
