// SPDX-License-Identifier: Apache-2.0
package dev.jessel.handshake;

import dev.jessel.error.TlsException;
import dev.jessel.handshake.client12.ChooseClientCredential12;
import dev.jessel.handshake.client12.CompleteClient12;
import dev.jessel.handshake.client12.FindClientPsk;
import dev.jessel.handshake.client12.FindExternalSession;
import dev.jessel.handshake.client12.SendClientFinished12;
import dev.jessel.handshake.client12.SendClientKeyExchange;
import dev.jessel.handshake.client12.SignClientVerify12;
import dev.jessel.handshake.client12.VerifyServer12;
import dev.jessel.handshake.client13.ChooseClientCredential;
import dev.jessel.handshake.client13.EndEarlyData;
import dev.jessel.handshake.client13.SendClientFinished;
import dev.jessel.handshake.client13.SignClientVerify;
import dev.jessel.handshake.client13.VerifyServer;
import dev.jessel.handshake.hello.AnswerClientHello;
import dev.jessel.handshake.hello.StartClient;
import dev.jessel.handshake.post.VerifyPostHandshakeClient;
import dev.jessel.handshake.server12.ChooseServerCredential12;
import dev.jessel.handshake.server12.FindExternalSession12;
import dev.jessel.handshake.server12.FindServerPsk;
import dev.jessel.handshake.server12.IssueTicket12;
import dev.jessel.handshake.server12.LookUpSession12;
import dev.jessel.handshake.server12.RenewTicket12;
import dev.jessel.handshake.server12.ResumeSession12;
import dev.jessel.handshake.server12.SendServerFinished12;
import dev.jessel.handshake.server12.SendServerHello12;
import dev.jessel.handshake.server12.SendServerKeyExchange;
import dev.jessel.handshake.server12.VerifyClient12;
import dev.jessel.handshake.server12.VerifyResumedClient12;
import dev.jessel.handshake.server13.ChooseServerCredential;
import dev.jessel.handshake.server13.FindExternalKey;
import dev.jessel.handshake.server13.IssueTickets;
import dev.jessel.handshake.server13.JudgeEarlyData;
import dev.jessel.handshake.server13.LookUpSession;
import dev.jessel.handshake.server13.NegotiateTerms;
import dev.jessel.handshake.server13.SendPskFlight;
import dev.jessel.handshake.server13.SendServerFlight;
import dev.jessel.handshake.server13.SignServerVerify;
import dev.jessel.handshake.server13.VerifyClient;
import dev.jessel.handshake.server13.VerifyResumedClient;

/**
 * A state that consumes no message. It may need an answer from the application; then it is run
 * again, unchanged, when the caller comes back.
 */
public sealed interface WorkState extends HandshakeState
    permits StartClient,
        VerifyServer,
        ChooseClientCredential,
        SignClientVerify,
        SendClientFinished,
        EndEarlyData,
        AnswerClientHello,
        NegotiateTerms,
        LookUpSession,
        FindExternalKey,
        VerifyResumedClient,
        JudgeEarlyData,
        SendPskFlight,
        ChooseServerCredential,
        SendServerFlight,
        SignServerVerify,
        VerifyClient,
        IssueTickets,
        VerifyPostHandshakeClient,
        FindExternalSession,
        VerifyServer12,
        ChooseClientCredential12,
        FindClientPsk,
        SendClientKeyExchange,
        SignClientVerify12,
        SendClientFinished12,
        CompleteClient12,
        LookUpSession12,
        FindExternalSession12,
        ChooseServerCredential12,
        SendServerHello12,
        SendServerKeyExchange,
        VerifyClient12,
        FindServerPsk,
        IssueTicket12,
        SendServerFinished12,
        VerifyResumedClient12,
        RenewTicket12,
        ResumeSession12,
        Ssl2WorkState {
  /**
   * Does the work.
   *
   * @param io the only way to act
   * @return the state that follows, or what must be waited for
   * @throws TlsException when the handshake cannot go on
   */
  Step run(HandshakeIo io) throws TlsException;
}
