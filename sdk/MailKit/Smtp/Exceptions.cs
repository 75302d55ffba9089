using MimeKit;

namespace MailKit
{
    /// <summary>The server understood and said no.</summary>
    public abstract class CommandException : Exception
    {
        private protected CommandException(string message)
            : base(message)
        {
        }
    }

    /// <summary>What the server said, or that it said nothing more, is not as the protocol has it. The connection is closed.</summary>
    public abstract class ProtocolException : Exception
    {
        private protected ProtocolException(string message)
            : base(message)
        {
        }
    }

    public class ServiceNotConnectedException : InvalidOperationException
    {
        public ServiceNotConnectedException(string message)
            : base(message)
        {
        }
    }

    /// <summary>The server takes mail from those alone who log in.</summary>
    public class ServiceNotAuthenticatedException : InvalidOperationException
    {
        public ServiceNotAuthenticatedException(string message)
            : base(message)
        {
        }
    }
}

namespace MailKit.Net.Smtp
{
    public class SmtpCommandException : CommandException
    {
        public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, MailboxAddress mailbox, string message)
            : this(code, status, message) => Mailbox = mailbox;

        public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, string message)
            : base(message) => (ErrorCode, StatusCode) = (code, status);

        public SmtpErrorCode ErrorCode { get; }

        /// <summary>Whom the server refused, if the refusal is of a sender or recipient.</summary>
        public MailboxAddress? Mailbox { get; }

        /// <summary>400 to 499 may pass, 500 and above will not.</summary>
        public SmtpStatusCode StatusCode { get; }
    }

    public class SmtpProtocolException : ProtocolException
    {
        public SmtpProtocolException(string message)
            : base(message)
        {
        }
    }
}

namespace MailKit.Security
{
    public class AuthenticationException : Exception
    {
        public AuthenticationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        public AuthenticationException(string message)
            : base(message)
        {
        }
    }

    public class SslHandshakeException : Exception
    {
        public SslHandshakeException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
